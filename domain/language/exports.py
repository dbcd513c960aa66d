"""How people name what is to be exported, its format, and years; to values of `domain.week.exports`."""

from collections.abc import Mapping
from typing import Final

SUBJECTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("reports", "tickets", "上报", "工单"), "reports"),
    **dict.fromkeys(("points", "积分"), "points"),
    **dict.fromkeys(("figures", "数据"), "figures"),
    **dict.fromkeys(("events", "history", "经过"), "events"),
}
FORMS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("xlsx", "excel", "表格"), "xlsx"),
    "csv": "csv",
    **dict.fromkeys(("geojson", "地图"), "geojson"),
}
YEARS: Final[Mapping[str, int]] = {
    **dict.fromkeys(("year", "this year", "今年", "本年"), 0),
    **dict.fromkeys(("last year", "去年"), 1),
}
"""How many years before the running one."""
