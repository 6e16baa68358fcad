from tessera.kernel.texts import one_line


def test_a_line_has_single_blanks() -> None:
    assert one_line("  Silk \n\t Road ") == "Silk Road"


def test_what_nobody_sees_is_left_out() -> None:
    assert one_line("a\x00b\u200bc\ud800") == "abc"


def test_full_width_letters_become_plain() -> None:
    assert one_line("ＡＢ１２　王") == "AB12 王"
