"""Attacks on what others have written, and on places to write to."""

import fcntl
import os
from pathlib import Path

from tests.security.stage import SECRET, Stage, attack


@attack()
def read_the_password_file(stage: Stage) -> object:
    return Path("/etc/passwd").read_text()


@attack()
def read_the_shadow_file(stage: Stage) -> object:
    return Path("/etc/shadow").read_text()


@attack()
def read_another_jobs_file(stage: Stage) -> object:
    return SECRET in stage.secret.read_text()


@attack()
def list_another_jobs_folder(stage: Stage) -> object:
    return os.listdir(stage.secret.parent)


@attack()
def list_all_jobs(stage: Stage) -> object:
    return os.listdir(Path.cwd().parents[1])


@attack()
def read_the_launchers_environment(stage: Stage) -> object:
    return Path(f"/proc/{stage.pid}/environ").read_bytes()


@attack()
def read_the_first_process(stage: Stage) -> object:
    for name in ("environ", "cmdline"):
        try:
            if Path(f"/proc/1/{name}").read_bytes():
                return name
        except OSError:
            continue
    return None


@attack()
def list_the_processes(stage: Stage) -> object:
    return os.listdir("/proc")


@attack()
def find_the_launchers_variables(stage: Stage) -> object:
    return set(os.environ) - {"LANG", "HOME"}


@attack()
def find_an_inherited_descriptor(stage: Stage) -> object:
    for descriptor in range(3, 1024):
        try:
            fcntl.fcntl(descriptor, fcntl.F_GETFD)
        except OSError:
            continue
        return f"descriptor {descriptor}"
    return None


def _writes(folder: str) -> bool:
    canary = Path(folder) / f"canary-{os.getpid()}"
    try:
        canary.write_text("was here")
        canary.unlink()
    except OSError:
        return False
    return True


@attack()
def write_to_a_common_folder(stage: Stage) -> object:
    folders = ("/tmp", "/dev/shm", "/var/tmp", "/run", str(stage.root), str(Path.cwd().parent))
    return [folder for folder in folders if _writes(folder)]


@attack()
def write_into_the_library(stage: Stage) -> object:
    with (stage.library / "module.py").open("a") as module:
        return module.write("import os")


@attack()
def add_to_the_library(stage: Stage) -> object:
    return _writes(str(stage.library))


@attack()
def append_to_an_input(stage: Stage) -> object:
    with (stage.inputs / "input.txt").open("a") as file:
        return file.write("more")


@attack()
def remove_an_input(stage: Stage) -> object:
    (stage.inputs / "input.txt").unlink()
    return True


@attack()
def rename_an_input(stage: Stage) -> object:
    (stage.inputs / "input.txt").rename("mine.txt")
    return True


@attack()
def hard_link_an_input(stage: Stage) -> object:
    os.link(stage.inputs / "input.txt", "out.mp4")
    return True


@attack()
def hard_link_a_file_of_its_own(stage: Stage) -> object:
    Path("a").touch()
    os.link("a", "b")
    return True


@attack()
def read_standard_input(stage: Stage) -> object:
    return os.read(0, 100)


@attack()
def protect_itself_from_the_kernel(stage: Stage) -> object:
    return Path("/proc/self/oom_score_adj").write_text("-1000")


@attack()
def give_a_file_to_root(stage: Stage) -> object:
    Path("mine").touch()
    os.chown("mine", 0, 0)
    return True


@attack()
def make_a_device(stage: Stage) -> object:
    os.mknod("disk", 0o600 | 0o060000, os.makedev(8, 0))
    return True
