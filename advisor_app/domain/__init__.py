"""The words and rules of the work; nothing but the standard library and phonenumbers."""
