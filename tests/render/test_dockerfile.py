"""The image's recipe agrees with the code it carries; it cannot be built here."""

import importlib.util
import json
import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
RECIPE = (ROOT / "render_container/Dockerfile").read_text().replace("\\\n", " ")
STEPS = [line.split(maxsplit=1) for line in RECIPE.splitlines() if line and line[0] not in "# "]


def values(instruction: str) -> list[str]:
    return [rest for name, rest in STEPS if name == instruction]


def test_the_entry_point_is_a_module_of_ours() -> None:
    python, flag, module = json.loads(values("ENTRYPOINT")[-1])

    assert (python, flag) == ("python", "-m")
    assert importlib.util.find_spec(f"{module}.__main__")


def test_everything_copied_exists_and_is_on_the_path() -> None:
    copies = [rest.split() for rest in values("COPY") if not rest.startswith("--from")]
    variables = dict(rest.split("=", 1) for rest in values("ENV"))
    roots = {Path(root) for root in variables["PYTHONPATH"].split(":")}
    targets = [Path(target) for source, target in copies if not source.endswith(".txt")]

    assert all((ROOT / source).exists() for source, _ in copies)
    assert all(roots & {target, target.parent} for target in targets)
    assert {target.name for target in targets} == {"python", "jail", "render", "stagecraft"}


def test_native_modules_are_carried_into_an_image_that_has_no_compiler() -> None:
    building, _, final = RECIPE.rpartition("FROM ")
    module = re.search(r"python -m (render\.native\.\w+)", building)

    assert module
    assert importlib.util.find_spec(module[1])
    assert "COPY --from=build /opt/render_container/render /opt/render_container/render" in final
    assert "gcc" in building
    assert "gcc" not in final


def test_formulas_are_set_by_the_packages_that_setup_installs_too() -> None:
    final = RECIPE.rpartition("FROM ")[2]
    setup = (ROOT / "scripts/setup").read_text()

    for package in ("texlive-latex-base", "texlive-latex-extra", "dvisvgm"):
        assert package in final
        assert package in setup


def test_it_starts_as_root_to_give_scenes_uids_of_their_own_and_has_a_writable_home() -> None:
    assert values("USER") == []
    assert "HOME=/tmp" in values("ENV")
    assert values("VOLUME") == values("WORKDIR") == ["/tmp"]  # noqa: S108


def test_the_fonts_and_libraries_scenes_need_are_installed() -> None:
    final = RECIPE.rpartition("FROM ")[2]

    for package in ("fonts-inter", "fonts-jetbrains-mono", "fonts-dejavu-core", "libcairo2"):
        assert package in final
    assert "fc-cache" in final
    assert "compileall" in final


def test_the_base_can_be_pinned_by_digest() -> None:
    assert STEPS[0][0] == "ARG"
    assert all(rest.startswith("${BASE}") for rest in values("FROM"))


def test_the_locked_packages_are_the_ones_we_develop_with() -> None:
    wanted = re.search(
        r"^render = \[(.*?)^\]", (ROOT / "pyproject.toml").read_text(), re.MULTILINE | re.DOTALL
    )
    locked = (ROOT / "render_container/requirements.txt").read_text()
    assert wanted

    for name in re.findall(r'"([a-z]+)[>=]', wanted[1]):
        assert re.search(rf"^{name}==", locked, re.MULTILINE), name
