/* Where macroblocks move: what a decoder expects (clause 8.4.1), and what is true. */
#ifndef H264_MOTION_H
#define H264_MOTION_H

#include "h264_writer.h"

static const Motion STILL = {0, 0};

static int moves_as(const Macroblock *macroblock, Motion motion)
{
    return macroblock && macroblock->kind == INTER && same_motion(macroblock->motion, motion);
}

static int middle(int a, int b, int c)
{
    int low = a < b ? a : b, high = a < b ? b : a;
    return c < low ? low : c > high ? high : c;
}

/* Clause 8.4.1.3: the motion expected of a whole macroblock. */
static Motion expected_motion(const Writer *w)
{
    const Macroblock *left = neighbour(w, LEFT), *top = neighbour(w, TOP);
    const Macroblock *corner = neighbour(w, TOP_RIGHT);
    if (!corner)
        corner = neighbour(w, TOP_LEFT);
    if (!top && !corner)
        return left && left->kind == INTER ? left->motion : STILL;
    const Macroblock *each[3] = {left, top, corner};
    const Macroblock *found = NULL;
    int moving = 0;
    Motion motions[3];
    for (int i = 0; i < 3; i++) {
        int inter = each[i] && each[i]->kind == INTER;
        motions[i] = inter ? each[i]->motion : STILL;
        moving += inter;
        found = inter ? each[i] : found;
    }
    if (moving == 1)
        return found->motion;
    Motion median = {(int16_t)middle(motions[0].x, motions[1].x, motions[2].x),
                     (int16_t)middle(motions[0].y, motions[1].y, motions[2].y)};
    return median;
}

/* Clause 8.4.1.1: the motion of a macroblock that is skipped. */
static Motion skipped_motion(const Writer *w)
{
    const Macroblock *left = neighbour(w, LEFT), *top = neighbour(w, TOP);
    if (!left || !top || moves_as(left, STILL) || moves_as(top, STILL))
        return STILL;
    return expected_motion(w);
}

static int possible_motion(const Writer *w, Motion motion)
{
    return inside(16 * w->x, motion.x, 16 * w->columns) &&
           inside(16 * w->y, motion.y, 16 * w->rows);
}

typedef struct {
    Motion motion;
    int cost;
} Found;

static int motion_bits(Motion motion, Motion expected)
{
    return ue_length(se_number(motion.x - expected.x)) + ue_length(se_number(motion.y - expected.y));
}

static void consider(Writer *w, Motion motion, Motion expected, Found *best)
{
    if (!possible_motion(w, motion) || same_motion(motion, best->motion))
        return;
    const uint8_t *at = place_in(w, w->before, LUMA);
    int cost = w->quality->lambda * motion_bits(motion, expected);
    if (cost >= best->cost)
        return;
    if ((motion.x | motion.y) & 3) {
        uint8_t moved[256];
        predict_moved(at, w->stride[LUMA], motion, moved);
        cost += sad_16(w->meant, 16, moved, 16);
    } else {
        at += (motion.y >> 2) * w->stride[LUMA] + (motion.x >> 2);
        cost += sad_16(w->meant, 16, at, w->stride[LUMA]);
    }
    if (cost < best->cost) {
        best->cost = cost;
        best->motion = motion;
    }
}

/* Go downhill in steps of this many quarter samples. */
static void descend(Writer *w, int step, int most, Motion expected, Found *best)
{
    Motion last = best->motion;
    for (int i = 0; i < most; i++) {
        Motion from = best->motion;
        for (int side = 0; side < 4; side++) {
            static const int8_t X[4] = {1, -1, 0, 0}, Y[4] = {0, 0, 1, -1};
            Motion motion = {(int16_t)(from.x + step * X[side]), (int16_t)(from.y + step * Y[side])};
            if (i == 0 || !same_motion(motion, last))
                consider(w, motion, expected, best);
        }
        if (same_motion(from, best->motion))
            return;
        last = from;
    }
}

static Motion whole_samples(Motion motion)
{
    Motion whole = {(int16_t)((motion.x + 2) & ~3), (int16_t)((motion.y + 2) & ~3)};
    return whole;
}

/* Find how the macroblock got here; `still` is what it costs not to have moved. */
static Found find_motion(Writer *w, Motion expected, int still)
{
    static const int SIDES[4] = {LEFT, TOP, TOP_RIGHT, TOP_LEFT};
    Found best = {STILL, still + w->quality->lambda * motion_bits(STILL, expected)};
    Motion earlier = w->earlier[w->here - w->macroblocks];
    Motion guesses[7] = {expected, whole_samples(expected), earlier};
    int count = 3;
    for (int i = 0; i < 4; i++) {
        const Macroblock *side = neighbour(w, SIDES[i]);
        if (side && side->kind == INTER)
            guesses[count++] = side->motion;
    }
    for (int i = 0; i < count; i++) {
        int known = 0;
        for (int k = 0; k < i; k++)
            known |= same_motion(guesses[i], guesses[k]);
        if (!known)
            consider(w, guesses[i], expected, &best);
    }
    Found fine = best, coarse = {STILL, still + w->quality->lambda * motion_bits(STILL, expected)};
    consider(w, whole_samples(fine.motion), expected, &coarse);
    descend(w, 16, 4, expected, &coarse);
    descend(w, 4, 16, expected, &coarse);
    best = fine.cost < coarse.cost ? fine : coarse;
    int moves = best.motion.x | best.motion.y;
    for (int i = 0; i < count; i++)
        moves |= guesses[i].x | guesses[i].y;
    if (moves && best.cost > 32 * w->quality->lambda) {
        descend(w, 2, 2, expected, &best);
        descend(w, 1, 2, expected, &best);
    }
    return best;
}

#endif
