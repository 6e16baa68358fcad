"""The brand's contract on prepayment, written once the story is told: who tops up from now on reads it."""

from datetime import datetime

from tessera.kernel.actor import Actor
from tessera.wallet import queries, usecases

CONTRACT = {
    "zh-hans": (
        "预付款合同\n\n"
        "一、您充值的本金任何时候都可以退还。充值后七日内未消费的，全额退还，无需理由。\n"
        "二、本金永久有效。赠送的金额与本金按比例一同使用，随合同约定分期到账。\n"
        "三、退款时，因您自己的原因，已消费部分按打折前的价格计算；因本店的原因，按折后的价格计算。\n"
        "四、卡丢失可以挂失，余额转到新卡；也可以转让给他人，告知本店即可。\n"
        "五、门店停业、迁址提前三十日告知，您可以在其他门店使用，也可以退款。\n"
        "六、每一笔充值、消费和余额，您都可以在会员中心随时查看和下载。"
    ),
    "zh-hant": (
        "預付款合約\n\n"
        "一、您儲值的本金任何時候都可以退還。儲值後七日內未消費的，全額退還，無需理由。\n"
        "二、本金永久有效。贈送的金額與本金按比例一同使用，隨合約約定分期到帳。\n"
        "三、退款時，因您自己的原因，已消費部分按打折前的價格計算；因本店的原因，按折後的價格計算。\n"
        "四、卡片遺失可以掛失，餘額轉到新卡；也可以轉讓給他人，告知本店即可。\n"
        "五、門市停業、遷址提前三十日告知，您可以在其他門市使用，也可以退款。\n"
        "六、每一筆儲值、消費和餘額，您都可以在會員中心隨時查看和下載。"
    ),
    "en": (
        "Contract on prepayment\n\n"
        "1. What you pay in is returned whenever you ask; all of it and without a reason within seven"
        " days, as long as nothing was spent.\n"
        "2. What you pay in never expires. Bonus is spent along with it in proportion, and comes in"
        " parts where the plan says so.\n"
        "3. If you want your money back, what you spent counts at its price before discount; if the"
        " cause is ours, at what it cost.\n"
        "4. A lost card is blocked and its value moved to a new one. You may transfer it to somebody"
        " else by telling us.\n"
        "5. We tell you thirty days before a store closes or moves. You spend it in another store, or"
        " we pay it out.\n"
        "6. You can read and download every top-up, every purchase and the balance in the app."
    ),
}


def set_up(actor: Actor, at: datetime) -> None:
    """Write it where there is none yet."""
    if queries.find_contract() is None:
        usecases.write_contract(actor=actor, at=at, texts=CONTRACT)
