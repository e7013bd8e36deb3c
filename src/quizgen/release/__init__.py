"""What learners have and what they get next: identities, the ledger, updates, release notes."""
