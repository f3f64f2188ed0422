"""A scene that extends the removed GraphScene gets one that is made of Axes."""

from collections.abc import Iterator
from typing import Final

from studio.domain.scene_repair.changes import Change, Edit
from studio.domain.scene_repair.module import Module

_GRAPH_SCENE: Final = '''\
class GraphScene(Scene):
    """What Manim once had under this name, made of Axes."""

    x_min, x_max, x_axis_width, x_tick_frequency = -1, 10, 9, 1
    y_min, y_max, y_axis_height, y_tick_frequency = -1, 10, 6, 1
    x_axis_label, y_axis_label, axes_color, graph_origin = "$x$", "$y$", GREY, None
    x_labeled_nums, y_labeled_nums = None, None
    default_graph_colors = (BLUE, GREEN, YELLOW)
    area_opacity, num_rects = 0.8, 50

    def __init__(self, **kwargs):
        for name in [each for each in kwargs if each in vars(GraphScene)]:
            setattr(self, name, kwargs.pop(name))
        super().__init__(**kwargs)

    def setup_axes(self, animate=False):
        self.axes = Axes(
            x_range=[self.x_min, self.x_max, self.x_tick_frequency],
            y_range=[self.y_min, self.y_max, self.y_tick_frequency],
            x_length=self.x_axis_width,
            y_length=self.y_axis_height,
            axis_config={"color": self.axes_color},
        )
        if self.graph_origin is not None:
            self.axes.shift(self.graph_origin - self.axes.c2p(0, 0))
        numbers_of_axes = (self.x_labeled_nums, self.y_labeled_nums)
        for axis, numbers in zip(self.axes, numbers_of_axes):
            if numbers is not None and len(list(numbers)):
                axis.add_numbers(list(numbers))
        self.x_axis, self.y_axis = self.axes.x_axis, self.axes.y_axis
        labels = VGroup()
        if self.x_axis_label:
            labels.add(Tex(self.x_axis_label).next_to(self.x_axis, RIGHT))
        if self.y_axis_label:
            labels.add(Tex(self.y_axis_label).next_to(self.y_axis, UP))
        self.axes.add(labels)
        if animate:
            self.play(Create(self.axes))
        else:
            self.add(self.axes)

    def coords_to_point(self, x, y):
        return self.axes.c2p(x, y)

    def point_to_coords(self, point):
        return self.axes.p2c(point)

    def plot(self, func, color=BLUE, x_min=None, x_max=None, **kwargs):
        low = self.x_min if x_min is None else x_min
        high = self.x_max if x_max is None else x_max
        return self.axes.plot(func, x_range=[low, high], color=color, **kwargs)

    get_graph = plot

    def input_to_graph_point(self, x, graph):
        return self.axes.i2gp(x, graph)

    def get_graph_label(self, graph, label="f(x)", x_val=None, **kwargs):
        shown = MathTex(label) if isinstance(label, str) else label
        return self.axes.get_graph_label(graph, shown, x_val=x_val, **kwargs)

    def get_vertical_line_to_graph(self, x, graph, line_class=Line, **kwargs):
        return line_class(self.axes.c2p(x, 0), self.axes.i2gp(x, graph), **kwargs)

    def get_riemann_rectangles(self, graph, x_min=None, x_max=None, dx=0.1, **kwargs):
        low = self.x_min if x_min is None else x_min
        high = self.x_max if x_max is None else x_max
        known = {"stroke_width", "fill_opacity", "input_sample_type", "show_signed_area"}
        rest = {name: value for name, value in kwargs.items() if name in known}
        return self.axes.get_riemann_rectangles(graph, x_range=[low, high], dx=dx, **rest)

    def get_area(self, graph, t_min, t_max, **kwargs):
        return self.axes.get_area(graph, x_range=[t_min, t_max], opacity=self.area_opacity)

    def slope_of_tangent(self, x, graph):
        return self.axes.slope_of_tangent(x, graph)

    def get_secant_slope_group(self, x, graph, **kwargs):
        return self.axes.get_secant_slope_group(x, graph, **kwargs)


'''


def changes(module: Module) -> Iterator[Change]:
    if "GraphScene" in module.bound and not _imported(module):
        return
    extending = [
        node
        for node in module.classes
        if any(module.manims(base) == "GraphScene" for base in node.bases)
    ]
    if not extending:
        return
    place = module.line_start(module.classes[0].lineno)
    if module.classes[0].decorator_list:
        place = module.line_start(module.classes[0].decorator_list[0].lineno)
    says = f"GraphScene was removed: here is one made of Axes (line {extending[0].lineno})"
    yield Change(says, (Edit(place, place, _GRAPH_SCENE),))


def _imported(module: Module) -> bool:
    return not any(node.name == "GraphScene" for node in module.classes) and (
        "GraphScene" not in module.own
    )
