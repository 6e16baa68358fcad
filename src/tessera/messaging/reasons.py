"""What providers' error codes mean to the people of the shop, and what to do about each."""

from collections.abc import Mapping

from tessera.kernel.errors import gettext_noop

OWN = "own."
"""How our own codes begin; the others are providers'."""

_NUMBER = gettext_noop("There is no such phone number. Ask the person for it again.")
_BLOCKED = gettext_noop(
    "The provider blocks this number, most often because its owner answered R. Only the owner can have it lifted."
)
_OFTEN = gettext_noop(
    "The provider takes no more messages for this number just now. Wait a minute; after ten a day, until tomorrow."
)
_SIGNATURE = gettext_noop(
    "The provider has not approved the brand's signature. Apply for it there, or correct TESSERA_SMS_SIGNATURE."
)
_TEMPLATE = gettext_noop(
    "The provider has not approved this template. Apply for it there, or correct TESSERA_SMS_TEMPLATES."
)
_MONEY = gettext_noop("The account with the provider is empty or stopped. Pay there.")
_KEY = gettext_noop(
    "The provider refuses the key. Check TESSERA_SMS_KEY_ID, TESSERA_SMS_KEY_SECRET and what the key may do."
)
_CONTENT = gettext_noop("The provider refuses the words or the length of the message. Change it.")
_BUSY = gettext_noop("The provider is busy or out of order. It is asked again every hour.")

_SENTENCES: Mapping[str, str] = {
    "own.called_back": gettext_noop(
        "It was called back before it went out: what it told of had been undone."
    ),
    "own.too_late": gettext_noop(
        "The code had expired before it could be sent. Look at the worker."
    ),
    "own.no_template": gettext_noop(
        "No template of the provider's is named for this message in TESSERA_SMS_TEMPLATES."
    ),
    "own.unreachable": gettext_noop("The provider could not be reached. Check the network."),
    "own.no_answer": gettext_noop(
        "No answer came from the provider. It is asked every hour what became of the message."
    ),
    "own.not_taken": gettext_noop(
        "The provider knows nothing of this message: it never arrived there."
    ),
    "own.no_receipt": gettext_noop(
        "The provider took it, but the phone did not report it within three days. It may be off."
    ),
    "isv.MOBILE_NUMBER_ILLEGAL": _NUMBER,
    "isv.MOBILE_COUNT_OVER_LIMIT": _NUMBER,
    "isv.BLACK_KEY_CONTROL_LIMIT": _BLOCKED,
    "isv.BUSINESS_LIMIT_CONTROL": _OFTEN,
    "isv.DAY_LIMIT_CONTROL": _OFTEN,
    "isv.SMS_SIGNATURE_ILLEGAL": _SIGNATURE,
    "isv.SMS_TEMPLATE_ILLEGAL": _TEMPLATE,
    "isv.TEMPLATE_MISSING_PARAMETERS": _TEMPLATE,
    "isv.INVALID_JSON_PARAM": _TEMPLATE,
    "isv.AMOUNT_NOT_ENOUGH": _MONEY,
    "isv.OUT_OF_SERVICE": _MONEY,
    "isp.RAM_PERMISSION_DENY": _KEY,
    "SignatureDoesNotMatch": _KEY,
    "InvalidAccessKeyId.NotFound": _KEY,
    "isp.SYSTEM_ERROR": _BUSY,
    "FailedOperation.PhoneNumberInBlacklist": _BLOCKED,
    "FailedOperation.SignatureIncorrectOrUnapproved": _SIGNATURE,
    "FailedOperation.TemplateIncorrectOrUnapproved": _TEMPLATE,
    "FailedOperation.ContainSensitiveWord": _CONTENT,
    "FailedOperation.InsufficientBalanceInSmsPackage": _MONEY,
    "InvalidParameterValue.IncorrectPhoneNumber": _NUMBER,
    "InvalidParameterValue.ContentLengthLimit": _CONTENT,
    "InvalidParameterValue.TemplateParameterFormatError": _TEMPLATE,
    "LimitExceeded.DeliveryFrequencyLimit": _OFTEN,
    "LimitExceeded.PhoneNumberThirtySecondLimit": _OFTEN,
    "LimitExceeded.PhoneNumberOneHourLimit": _OFTEN,
    "LimitExceeded.PhoneNumberDailyLimit": _OFTEN,
    "UnauthorizedOperation.RequestIpNotInWhitelist": _KEY,
    "AuthFailure.SignatureFailure": _KEY,
    "AuthFailure.SecretIdNotFound": _KEY,
    "InternalError.Timeout": _BUSY,
    "MOBILE_NOT_ON_SERVICE": _NUMBER,
    "MOBILE_IN_BLACK": _BLOCKED,
}

_OTHER = gettext_noop("The provider refused it. Look the code up in its documents.")


def of(error: str) -> str:
    """Why a message did not arrive, as an English source text; empty where nothing is wrong."""
    return _SENTENCES.get(error, _OTHER) if error else ""
