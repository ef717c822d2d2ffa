package check

import (
	"strings"

	"jalon/internal/geo"
	"jalon/knowledge"
)

// Rule is one thing that is checked.
type Rule struct {
	// Name is what stands in brackets after a message.
	Name string
	// Title says in a line what the rule asks for.
	Title string
	// Doc explains it to a maintainer: why, an example, what to do.
	Doc string
	// Warning rules do not stop the base from being used.
	Warning bool
	// whole rules need a base without fault of form.
	whole bool
	// sound are the folders that must be without fault of form.
	sound []string
	// find puts the faults down; nil for the rules that the knowledge package enforces while it reads.
	find func(*subject)
}

// Rules lists the rules: those of form first, then those of content, each group in the order of its files.
func Rules() []Rule {
	return []Rule{
		ruleYAML(), ruleFolder(), ruleKey(), ruleMissing(), ruleType(), ruleEmpty(), ruleQuotes(), ruleDate(), ruleID(),
		ruleCode(), ruleLink(), ruleLength(), ruleTwice(),
		ruleNamesake(), ruleAlias(), ruleTerritory(), ruleEmptyArea(), ruleExclusion(), ruleOffice(), ruleRegion(), ruleSameArea(),
		ruleAudience(), rulePurpose(), ruleOperator(), rulePast(), ruleContact(),
		ruleSource(), ruleAddress(), ruleFuture(), ruleReviewDate(), ruleReview(), rulePerson(),
		ruleUnreachable(), ruleDeadEnd(), ruleLoop(), ruleAnswer(), ruleButton(), ruleBytes(), ruleMessage(),
		ruleSentence(), ruleUnsaid(), ruleBraces(), ruleSynonym(), ruleDetour(),
		ruleScript(), ruleTypography(), ruleVariants(),
		ruleCoverage(), ruleScenario(),
	}
}

// Explain returns the rule of that name, written with or without accents; the nearest name when there is none.
func Explain(name string) (rule Rule, near string, found bool) {
	var names []string
	for _, rule := range Rules() {
		if geo.Fold(rule.Name) == geo.Fold(name) {
			return rule, "", true
		}
		names = append(names, rule.Name)
	}
	return Rule{}, knowledge.Nearest(name, names), false
}

// Table is the table of the rules for the maintainers' guide, in Markdown.
func Table() string {
	var b strings.Builder
	b.WriteString("| règle | ce qu'elle demande |\n| --- | --- |\n")
	for _, rule := range Rules() {
		mark := ""
		if rule.Warning {
			mark = " *(avertissement)*"
		}
		b.WriteString("| `" + rule.Name + "` | " + rule.Title + mark + " |\n")
	}
	return b.String()
}
