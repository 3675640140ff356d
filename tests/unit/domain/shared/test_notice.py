"""Notices of categories that no product has."""

from __future__ import annotations

import pytest

from domain.shared.notice import empty_category, unknown_category


@pytest.mark.parametrize(
    ("category", "known", "meant"),
    [("tea", ["Coffee", "Tea"], "Is 'Tea' meant?"), ("Tee", ["Tea"], "Is 'Tea' meant?"), ("Wine", ["Tea"], "Check")],
)
def test_what_may_be_meant_is_named(category, known, meant):
    notice = unknown_category(category, known)
    assert notice.code == "unknown_category"
    assert notice.detail.startswith(f"No product has the category '{category}'. {meant}")


def test_only_a_category_without_products_is_noticed():
    assert empty_category(None, 0) == empty_category("Tea", 1) == ()
    assert empty_category("Tea", 0) == (unknown_category("Tea"),)
