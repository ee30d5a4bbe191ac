// All of the library: rules are loaded, records read or made, verdicts given and explained.
//
//   shibo::Loaded loaded = shibo::load_rules({.rules = {"rules/rcep"}, .libraries = {"rules"}});
//   shibo::OpenedInput opened = shibo::open_input(*loaded.rules, "shipments.csv");
//   while (auto record = opened.input->next())
//     for (const shibo::Verdict& verdict : shibo::check(*loaded.rules, *record)) …
#pragma once

#include "shibo/check.hpp"
#include "shibo/diagnostic.hpp"
#include "shibo/explanation.hpp"
#include "shibo/fields.hpp"
#include "shibo/finding.hpp"
#include "shibo/history.hpp"
#include "shibo/input.hpp"
#include "shibo/names.hpp"
#include "shibo/package_tests.hpp"
#include "shibo/place.hpp"
#include "shibo/record.hpp"
#include "shibo/rules.hpp"
#include "shibo/sample.hpp"
#include "shibo/standing.hpp"
#include "shibo/truth.hpp"
#include "shibo/verdict.hpp"
