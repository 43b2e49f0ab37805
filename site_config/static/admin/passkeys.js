// Shows a passkey in the list as soon as it is there.
document.addEventListener("otp_webauthn.register_complete", () => window.location.reload());
