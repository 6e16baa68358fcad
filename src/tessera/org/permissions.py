"""What one may do with the brand, its stores, tills and staff."""

SET_UP_BRAND = "org.set_up_brand"
OPEN_STORE = "org.open_store"
CHANGE_STORE = "org.change_store"
OPEN_TILL = "org.open_till"
VIEW_STAFF = "org.view_staff"
MANAGE_STAFF = "org.manage_staff"
CHANGE_OWN_PASSWORD = "org.change_own_password"  # noqa: S105 - a permission's name
SIGN_IN = "org.sign_in"
SIGN_IN_TILL = "org.sign_in_till"
REVOKE_TOKENS = "org.revoke_tokens"

ALL = frozenset(
    {
        SET_UP_BRAND,
        OPEN_STORE,
        CHANGE_STORE,
        OPEN_TILL,
        VIEW_STAFF,
        MANAGE_STAFF,
        CHANGE_OWN_PASSWORD,
        SIGN_IN,
        SIGN_IN_TILL,
        REVOKE_TOKENS,
    }
)
