"""Sign-in by django-allauth: an e-mail address and a code or link, no password, no sign-up form.

The code itself is checked in mutua.people.codes, because allauth's own step asks the database more often
for a known address than for an unknown one. allauth keeps the limits and signs in, so that passkeys and
single sign-on can join later.
"""

ACCOUNT_ADAPTER = "mutua.people.account.AccountAdapter"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code in the mail is the proof
ACCOUNT_LOGIN_BY_CODE_ENABLED = True

# `key` is an address together with the network that asks, so that nobody can shut someone else out.
# The limits per network leave room for a whole office behind one address.
ACCOUNT_RATE_LIMITS = {
    "sign_in_mail": "5/10m/key,200/10m/ip",
    "sign_in_code": "15/10m/key,400/10m/ip",
    "sign_in_link": "400/10m/ip",
}

# Where the first five minutes lead, beyond the floor of `people`.
WELCOME_END_URL = "programmes:reveal"
