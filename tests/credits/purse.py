"""Another way to count: every credit is a coin with the pocket it is from."""

from collections import Counter
from dataclasses import dataclass, field

from studio.domain.prices import reserve
from tests.builders import a_brief
from tests.credits.office import CHEAP

PAID = "paid"
"""The other pockets are months, which sort before it."""


@dataclass
class Purse:
    """Coins by pocket: `paid`, or the month a free coin is good for; and what each day spent."""

    allowance: int
    cap: int
    coins: Counter[str] = field(default_factory=Counter)
    renewed: set[str] = field(default_factory=set)
    spent: Counter[str] = field(default_factory=Counter)

    def renew(self, month: str) -> None:
        if month not in self.renewed:
            self.renewed.add(month)
            self.coins[month] = self.allowance

    def spendable(self, month: str) -> tuple[int, int]:
        return self.coins[month], self.coins[PAID]

    def take(self, count: int, month: str) -> Counter[str]:
        free = min(self.coins[month], count)
        taken = Counter({month: free, PAID: count - free})
        self.coins.subtract(taken)
        return taken


@dataclass
class Held:
    """Coins set aside for a job on a day."""

    account: str
    coins: Counter[str]
    day: str

    def spend(self, count: int) -> None:
        """Free coins first."""
        for pocket in sorted(self.coins):
            spent = min(self.coins[pocket], count)
            self.coins[pocket] -= spent
            count -= spent


@dataclass
class Topic:
    """What was made of a topic job so far, and what that costs at the settings of a test key."""

    rerender: bool
    written: bool = False
    voiced: dict[int, int] = field(default_factory=dict)
    composed: bool = False
    video: int = 0

    @property
    def most(self) -> int:
        return reserve(a_brief(**CHEAP), rerender=self.rerender)

    @property
    def cost(self) -> int:
        """3 credits a minute of narration, 1.5 a minute of video, in whole credits."""
        voice = -(-3 * sum(self.voiced.values()) // 60)
        render = -(-15 * self.video // 600)
        made = 2 * self.composed + render
        whole = made if self.rerender else 2 * self.written + voice + made
        return min(whole, self.most)
