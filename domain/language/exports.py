"""How people name what is to be exported and its format; to values of `domain.week.exports`."""

from collections.abc import Mapping
from typing import Final

SUBJECTS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("reports", "tickets", "上报", "工单"), "reports"),
    **dict.fromkeys(("points", "积分"), "points"),
    **dict.fromkeys(("figures", "数据"), "figures"),
    **dict.fromkeys(("events", "history", "经过"), "events"),
    **dict.fromkeys(("vouchers", "rewards", "兑换", "兑换券"), "vouchers"),
}
FORMS: Final[Mapping[str, str]] = {
    **dict.fromkeys(("xlsx", "excel", "表格"), "xlsx"),
    "csv": "csv",
    **dict.fromkeys(("geojson", "地图"), "geojson"),
}
