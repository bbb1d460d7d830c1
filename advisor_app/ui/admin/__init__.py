"""The administrator's page: look, settings of the centre, rules, accounts, audit."""
