"""Prepared answers as they are said of a report, and said again to those who read the other language."""

from collections.abc import Mapping

from domain.district.district import LANGUAGES, District
from domain.district.templates import Template
from domain.reporting.reports import Report


def said(template: Template, district: District, report: Report, language: str) -> str:
    """Return a prepared answer with what it says of a report, in `zh` or `en`."""
    return template.said(language, _fields(district, report, language))


def in_language(words: str, district: District, report: Report, language: str) -> str:
    """Return what staff said of a report in a language if a prepared answer says it; else the words as they are."""
    for template in district.templates:
        if words in {said(template, district, report, each) for each in LANGUAGES}:
            return said(template, district, report, language)
    return words


def _fields(district: District, report: Report, language: str) -> Mapping[str, str]:
    category, queue = district.known_category(report.category), district.known_queue(report.queue)
    in_chinese = language == "zh"
    return {
        "number": str(report.number),
        "category": (category.zh if in_chinese else category.en) if category else "",
        "community": district.known_community(report.community or ""),
        "queue": queue.zh if in_chinese else queue.en,
    }
