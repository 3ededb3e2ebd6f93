//! Passwords and other secrets: how they are made, kept and checked.

use crate::refusal::{FieldError, Outcome, Refusal};
use argon2::Argon2;
use argon2::password_hash::phc::PasswordHash;
use argon2::password_hash::{PasswordHasher, PasswordVerifier};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD as BASE64;

/// The fewest characters of a password (NIST SP 800-63B asks for eight; ten leaves room for offline guessing).
pub const PASSWORD_MIN: usize = 10;
/// The most, so that nobody makes us hash a book.
pub const PASSWORD_MAX: usize = 200;

/// Hashes a password with argon2id and a salt of its own. Slow on purpose: call it off the async threads.
pub fn hash_password(password: &str) -> Outcome<String> {
    let hash = Argon2::default().hash_password(password.as_bytes()).map_err(|e| anyhow::anyhow!("argon2: {e}"))?;
    Ok(hash.to_string())
}

/// Hashes a password off the async threads, for those who run on one.
pub async fn hash_aside(password: &str) -> Outcome<String> {
    let password = password.to_owned();
    tokio::task::spawn_blocking(move || hash_password(&password)).await.map_err(anyhow::Error::from)?
}

/// Whether a password is the one that was hashed. Without a hash (no such account) it takes as long and says no.
pub fn verify_password(password: &str, hash: Option<&str>) -> bool {
    // A hash of nothing in particular, with the parameters of the real ones.
    const NOBODY: &str = "$argon2id$v=19$m=19456,t=2,p=1$VE0e3g7DalWHgDwou3nuRA$uC6TER156UQpk0lNQ5+jHM0l5poVjPA1he/Tyn9J4Zw";
    let Ok(parsed) = PasswordHash::new(hash.unwrap_or(NOBODY)) else { return false };
    let right = Argon2::default().verify_password(password.as_bytes(), &parsed).is_ok();
    right && hash.is_some()
}

/// Refuses passwords that are too short, too long, or the account's own name.
pub fn judge_password(field: &str, password: &str, account: &str) -> Outcome<()> {
    let length = password.chars().count();
    let error = if length < PASSWORD_MIN {
        FieldError::new(
            field,
            "too_short",
            format!("密码至少 {PASSWORD_MIN} 个字符"),
            format!("A password needs at least {PASSWORD_MIN} characters"),
        )
    } else if length > PASSWORD_MAX {
        FieldError::new(
            field,
            "too_long",
            format!("密码最多 {PASSWORD_MAX} 个字符"),
            format!("A password may have at most {PASSWORD_MAX} characters"),
        )
    } else if password.to_lowercase().contains(&account.to_lowercase()) {
        FieldError::new(field, "form", "密码不能包含账号", "A password may not contain the account")
    } else {
        return Ok(());
    };
    Err(Refusal::invalid(vec![error]).into())
}

/// A secret of 256 random bits, as text: for sessions and API tokens.
pub fn random_secret() -> String {
    let bytes: [u8; 32] = rand::random();
    BASE64.encode(bytes)
}

/// A password for a new account, printed once: twenty letters and digits that cannot be mistaken for each other.
pub fn random_password() -> String {
    const LETTERS: &[u8] = b"abcdefghjkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    use rand::RngExt;
    let mut rng = rand::rng();
    (0..20).map(|_| char::from(LETTERS[rng.random_range(0..LETTERS.len())])).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_is_known_again_and_no_other() {
        let hash = hash_password("correct horse battery").unwrap();
        assert!(hash.starts_with("$argon2id$"));
        assert!(verify_password("correct horse battery", Some(&hash)));
        assert!(!verify_password("correct horse batterz", Some(&hash)));
        assert!(!verify_password("anything", None));
    }

    #[test]
    fn weak_passwords_are_refused() {
        for (password, fine) in
            [("short", false), ("long enough 1", true), ("manager2026!", false), (&"长".repeat(10), true), (&"x".repeat(201), false)]
        {
            assert_eq!(judge_password("/new", password, "Manager").is_ok(), fine, "{password}");
        }
    }
}
