/* Rectangles of pixels, from (x0, y0) up to but not including (x1, y1). */
#ifndef RENDER_CANVAS_RECTS_H
#define RENDER_CANVAS_RECTS_H

typedef struct {
    int x0, y0, x1, y1;
} Rect;

static inline int least(int one, int other) { return one < other ? one : other; }
static inline int greatest(int one, int other) { return one > other ? one : other; }

static inline int is_empty(Rect rect) { return rect.x0 >= rect.x1 || rect.y0 >= rect.y1; }

static inline int meets(Rect one, Rect other)
{
    return one.x0 < other.x1 && other.x0 < one.x1 && one.y0 < other.y1 && other.y0 < one.y1;
}

static inline Rect within(Rect rect, Rect bounds)
{
    return (Rect){greatest(rect.x0, bounds.x0), greatest(rect.y0, bounds.y0),
                  least(rect.x1, bounds.x1), least(rect.y1, bounds.y1)};
}

static inline Rect joined(Rect one, Rect other)
{
    return (Rect){least(one.x0, other.x0), least(one.y0, other.y0),
                  greatest(one.x1, other.x1), greatest(one.y1, other.y1)};
}

#endif
