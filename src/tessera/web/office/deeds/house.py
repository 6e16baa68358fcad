"""Staff, stores, the brand and the machinery: what each deed is called, and the page of what was done."""

from django.utils.translation import gettext_lazy as _

from tessera.web.office import words

NAMES: words.Words = {
    "staff.hired": _("Staff hired"),
    "staff.changed": _("Staff changed"),
    "staff.dismissed": _("Staff dismissed"),
    "staff.password_reset": _("Password reset"),
    "staff.password_changed": _("Own password changed"),
    "staff.pin_chosen": _("Own PIN chosen"),
    "staff.signed_in": _("Signed in"),
    "staff.sign_in_refused": _("Sign-in refused"),
    "store.opened": _("Store opened"),
    "store.changed": _("Store changed"),
    "brand.set_up": _("Brand set up"),
    "brand.changed": _("Brand changed"),
    "printer.set": _("Printer set up"),
    "printer.followed": _("Till prints as its store"),
    "printer.token_renewed": _("New token for the agent"),
    "paper.queued": _("Handed to a cloud printer"),
    "paper.settled": _("Result of a cloud printer"),
    "drawer.opened": _("Drawer opened"),
    "ledger.sealed": _("Days of the ledger sealed"),
    "ledger.seals_sent_to": _("Seals sent to a phone"),
    "finance.ages_kept": _("Ages of what is owed kept"),
    "finance.exported": _("Entries taken along"),
    "finance.terms_set": _("Terms for the books set"),
    "finance.sums_kept": _("Sums of the books kept"),
    "ops.proved": _("Books proved"),
    "demo.begun": _("Demo begun"),
    "demo.filled": _("Demo filled"),
}
