/**
 * What the rules that test and upgrade have found out: rehearsals by reader, upgrades by outcome.
 */
package io.github.recordsplit.manage.findings;
