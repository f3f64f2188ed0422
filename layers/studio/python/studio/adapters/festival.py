"""The HTS `slt` voice of Festival: the default where there is no cloud."""

import re
import subprocess
from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final

from studio.domain.alignment import Mark, Token, marks_of
from studio.domain.errors import ProviderMisconfigured, ProviderUnavailable, UnusableVoice
from studio.domain.narrators import DEFAULT_NARRATOR
from studio.domain.recital import Take, recite
from studio.domain.sound import Sound
from studio.domain.voice import Speech

_SECONDS_PER_CHARACTER: Final = 0.1
_UNQUOTABLE: Final = re.compile(r"[^ !#-\[\]-~]")
_SCRIPT: Final = "say.scm"
_END: Final = "="
NARRATORS: Final = {"alloy": 1.0, "aria": 0.92, "milo": 0.84, "reid": 0.75, "grace": 1.1}
"""How much smaller than its speaker each is: one voice, heard from people of five sizes."""

# Festival answers one line per token: its name, then each of its words' start and
# end (0 0 for words without a sound), and one line `=` per text. `items` walks down
# to the words as well, which come without numbers.
_PROGRAM: Final = f"""
(define (pace ratio)
  (set! hts_engine_params (cons (list "-r" ratio) hts_engine_params)))
(voice_cmu_us_slt_arctic_hts)
(define (say text path)
  (let ((utterance (utt.synth (eval (list 'Utterance 'Text text)))))
    (utt.save.wave utterance path 'riff)
    (mapcar
      (lambda (token)
        (format t "%s" (item.name token))
        (mapcar
          (lambda (word)
            (format t " %f %f" (item.feat word "word_start") (item.feat word "word_end")))
          (item.daughters token))
        (format t "\\n"))
      (utt.relation.items utterance 'Token))
    (format t "{_END}\\n")))
"""


class FestivalVoice:
    """Female, American, 32 kHz; deeper and higher where its sound is played slower and faster.

    What is to be played slower is spoken faster, so that all narrators take as long.
    """

    def __init__(self, program: str = "festival", *, patience: float = 30.0) -> None:
        """`patience`: seconds to wait for an answer, besides some for every character."""
        self._program = program
        self._patience = patience

    def speak(self, narration: str, *, narrator: str | None = None) -> Speech:
        size = NARRATORS.get(narrator or "", NARRATORS[DEFAULT_NARRATOR.id])
        name = "festival-slt" + (f"-{size}" if size != 1 else "")
        return recite(name, narration, partial(self._say, size))

    def _say(self, size: float, texts: Sequence[str]) -> Sequence[Take]:
        safe = [_UNQUOTABLE.sub(" ", text) for text in texts]
        calls = [f"(pace {1 / size:.4f})"] if size != 1 else []
        calls += [f'(say "{text}" "{number}.wav")' for number, text in enumerate(safe)]
        with TemporaryDirectory(prefix="festival-") as name:
            folder = Path(name)
            (folder / _SCRIPT).write_text("\n".join((_PROGRAM, *calls)), encoding="ascii")
            answers = self._run(
                folder, self._patience + _SECONDS_PER_CHARACTER * len("".join(safe))
            )
            if len(answers) != len(safe):
                raise UnusableVoice(f"Festival spoke {len(answers)} of {len(safe)} texts.")
            return [
                _resized(
                    Take(_sound(folder / f"{number}.wav"), tuple(marks_of(text, _tokens(lines)))),
                    size,
                )
                for number, (text, lines) in enumerate(zip(safe, answers, strict=True))
            ]

    def _run(self, folder: Path, seconds: float) -> list[list[str]]:
        try:
            done = subprocess.run(  # noqa: S603
                [self._program, "--batch", _SCRIPT],
                cwd=folder,
                stdin=subprocess.DEVNULL,
                capture_output=True,
                timeout=seconds,
                check=True,
            )
        except subprocess.TimeoutExpired as error:
            raise ProviderUnavailable(f"Festival took longer than {seconds:.0f} s.") from error
        except subprocess.CalledProcessError as error:
            raise _refusal(error.stderr.decode(errors="replace")) from error
        except OSError as error:
            raise ProviderMisconfigured(_missing("festival")) from error
        return _answers(done.stdout.decode("ascii", errors="replace"))


def _refusal(complaint: str) -> ProviderMisconfigured | UnusableVoice:
    if "voice_cmu_us_slt_arctic_hts" in complaint:
        return ProviderMisconfigured(_missing("festvox-us-slt-hts"))
    return UnusableVoice(f"Festival failed: {complaint.strip()[:300]}")


def _missing(package: str) -> str:
    return f"The local voice is not installed: apt-get install {package}"


def _answers(output: str) -> list[list[str]]:
    """The token lines of each text."""
    answers: list[list[str]] = []
    lines: list[str] = []
    for line in output.splitlines():
        if line == _END:
            answers.append(lines)
            lines = []
        else:
            lines.append(line)
    return answers


def _tokens(lines: Sequence[str]) -> Iterator[Token]:
    for line in lines:
        spelling, *numbers = line.split(" ")
        times = [float(number) for number in numbers]
        sounded = [pair for pair in zip(times[::2], times[1::2], strict=True) if pair[1] > 0]
        if sounded:
            yield Token(spelling, sounded[0][0], sounded[-1][1])


def _resized(take: Take, size: float) -> Take:
    """The same samples at another rate: pitch, formants and time all move together."""
    sound = Sound(take.sound.samples, round(take.sound.rate * size))
    marks = (Mark(mark.offset, mark.start / size, mark.end / size) for mark in take.marks)
    return Take(sound, tuple(marks))


def _sound(path: Path) -> Sound:
    try:
        return Sound.read(path.read_bytes())
    except (OSError, ValueError) as error:
        raise UnusableVoice(f"Festival left no sound: {error}") from error
