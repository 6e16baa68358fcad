"""What the agent says to people, in English and in Chinese: it carries no catalogues."""

from collections.abc import Mapping

TROUBLES: Mapping[str, str] = {
    "unreachable": "Cannot be reached: is it switched on, and its cable in? · 连接不上：请检查电源和线。",
    "paper_out": "Out of paper. · 缺纸。",
    "cover_open": "Its cover is open. · 机盖未合上。",
    "broken_off": "It went away while printing: look whether the paper is whole. · 打印中断：请查看单据是否完整。",
    "dropped": "Not wanted any more. · 已取消。",
}

STATES: Mapping[str, str] = {
    "waiting": "Waits. · 等待。",
    "printing": "Prints. · 打印中。",
    "printed": "Printed. · 已打印。",
    "failed": "Not printed. · 未打印。",
    "unknown": "Perhaps printed. · 可能已打印。",
}
