"""Credits: what an account has, what is set aside for a job, and what the job costs."""

from pydantic import BaseModel, ConfigDict, Field


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Hold(_Frozen):
    """Credits set aside for one job, and which pocket they came from."""

    free: int = Field(ge=0)
    paid: int = Field(ge=0)

    @property
    def total(self) -> int:
        return self.free + self.paid


class Balance(_Frozen):
    """Credits an account may spend: this month's allowance first, then what it bought."""

    free: int = Field(default=0, ge=0)
    paid: int = Field(default=0, ge=0)
    held: int = Field(default=0, ge=0, description="set aside for open jobs; in neither pocket")
    month: str = Field(default="", description="the month `free` belongs to, as 2026-11")
    version: int = Field(default=0, ge=0)

    @property
    def total(self) -> int:
        return self.free + self.paid
