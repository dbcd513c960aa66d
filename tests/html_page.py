"""A page of HTML as a reader finds it: its tables, its pictures, and what it would fetch."""

from dataclasses import dataclass, field
from html.parser import HTMLParser

FETCHED = {"src", "href", "action", "data", "poster", "srcset", "background"}
EMPTY = {"meta", "img", "br", "link", "input"}


@dataclass
class Table:
    """A table: its caption, the heads of its columns, and its rows, each with its own head first."""

    caption: str = ""
    columns: list[str] = field(default_factory=list)
    rows: list[list[str]] = field(default_factory=list)


class HtmlPage(HTMLParser):
    """What a page holds; `unclosed` are tags that were not ended in their order."""

    def __init__(self, source: str) -> None:
        super().__init__()
        self.tables: list[Table] = []
        self.alts: list[str] = []
        self.fetched: list[str] = []
        self.tags: set[str] = set()
        self.language = ""
        self.headings: list[str] = []
        self.text = ""
        self.unclosed: list[str] = []
        self.feed(source)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.fetched += [value for name, value in given.items() if name in FETCHED]
        self.tags |= {name for name in given if name.startswith("on")}
        if tag not in EMPTY:
            self.unclosed.append(tag)
        if tag == "html":
            self.language = given["lang"]
        elif tag == "img":
            self.alts.append(given["alt"])
        elif tag in {"h1", "h2"}:
            self.headings.append("")
        else:
            self._open_in_table(tag, given.get("scope"))

    def _open_in_table(self, tag: str, scope: str | None) -> None:
        if tag == "table":
            self.tables.append(Table())
        elif tag == "tr" and "tbody" in self.unclosed:
            self.tables[-1].rows.append([])
        elif tag in {"td", "th"} and "tbody" in self.unclosed:
            assert (scope == "row") is (tag == "th") is (not self.tables[-1].rows[-1])
            self.tables[-1].rows[-1].append("")
        elif tag == "th":
            assert scope == "col"
            self.tables[-1].columns.append("")

    def handle_endtag(self, tag: str) -> None:
        assert self.unclosed.pop() == tag

    def handle_data(self, data: str) -> None:
        inside = self.unclosed[-1] if self.unclosed else ""
        if inside == "caption":
            self.tables[-1].caption += data
        elif inside in {"td", "th"} and "tbody" in self.unclosed:
            self.tables[-1].rows[-1][-1] += data
        elif inside == "th":
            self.tables[-1].columns[-1] += data
        elif inside in {"h1", "h2"}:
            self.headings[-1] += data
        if inside != "style":
            self.text += data
