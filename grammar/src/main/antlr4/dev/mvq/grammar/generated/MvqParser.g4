/*
 * Statements of the query language. The parser never repairs: the first error ends the statement. Clauses may come in any order; that each
 * comes once, and everything about names, ranges and types, is checked on the syntax tree, where every problem can be listed.
 */
parser grammar MvqParser;

options { tokenVocab = MvqLexer; }

statement: body EOF;

body
    : similarTo
    | importMarket
    | generate
    | buildIndex
    | testEmbeddings
    | show
    | describe
    | setSetting
    | resetSetting
    | explain
    | help
    ;

similarTo: SIMILAR TO subjects similarClause*;

similarClause
    : at
    | on
    | limit
    | threshold
    | during
    | where
    | distinct
    | includeSelf
    | acrossUnderlyings
    | apart
    | using
    | with
    | allowMissing
    | onlyPast
    | asOf
    ;

importMarket: IMPORT (SIMULATED importClause* | path importClause*);

importClause: format | during | with | asKind;

generate: GENERATE (FULL INDEX | EMBEDDINGS generateClause*);

generateClause: during | resume | restart | with | forSubjects | testAfterYear | on;

buildIndex: BUILD INDEX buildClause*;

buildClause: on | indexType;

testEmbeddings: TEST EMBEDDINGS during*;

show: SHOW showTopic showClause*;

showClause: like | at | ofSource;

describe: DESCRIBE subject at*;

setSetting: SET setting EQUAL settingValue;

resetSetting: RESET setting;

explain: EXPLAIN body;

help: HELP helpTopic*;

// Clauses.
at: AT day;
on: ON weighted (COMMA weighted)*;
weighted: modality (WEIGHT number)?;
limit: K number;
threshold: THRESHOLD number;
during: DURING period;
where: WHERE condition;
distinct: DISTINCT distinctBy;
includeSelf: INCLUDE SELF;
acrossUnderlyings: ACROSS UNDERLYINGS;
apart: APART number (DAYS | DAY);
using: USING indexKind;
with: WITH LEFT option (COMMA option)* RIGHT;
option: optionName EQUAL optionValue;
format: FORMAT formatName;
resume: RESUME;
restart: RESTART;
indexType: TYPE STRING;
like: LIKE STRING;

// Clauses of the specification that are parsed, so that they can be refused by name.
allowMissing: ALLOW MISSING;
onlyPast: ONLY PAST;
asOf: AS OF (word | NUMBER | STRING);
asKind: AS word;
forSubjects: FOR subject (COMMA subject)*;
testAfterYear: TEST AFTER YEAR;
ofSource: OF word;

// Subjects.
subjects: subject | LEFT subject (COMMA subject)* RIGHT;

subject
    : tickerWord (OPEN number CLOSE)?
    | NUMBERED_WORD
    | PADDED_CONTRACT
    | PREFIXED_CONTRACT
    | QUOTED
    | RESULT (OPEN number CLOSE)?
    | PARAMETER
    ;

// Names: which exist is checked later, with what was probably meant.
modality: WORD | AUTO;
distinctBy: WORD;
indexKind: WORD | AUTO;
showTopic: WORD | INDEX | EMBEDDINGS;
helpTopic: word;
setting: word;
settingValue: word | STRING | CALENDAR_DAY | number;
optionName: word;
optionValue: number | STRING | CALENDAR_DAY | word;
formatName: word | STRING;
path: STRING | PARAMETER;

// Numbers, days and periods.
number: (MINUS | PLUS)? (NUMBER | PERCENTAGE);

day: CALENDAR_DAY | STRING | LATEST | TODAY | NUMBER | CALENDAR_MONTH | CALENDAR_QUARTER | PARAMETER;

period
    : LAST number periodUnit
    | periodEnd (DOTS periodEnd?)?
    | DOTS periodEnd?
    ;

periodEnd: NUMBER | CALENDAR_MONTH | CALENDAR_QUARTER | CALENDAR_DAY | STRING | LATEST | TODAY | PARAMETER;

periodUnit: DAYS | DAY | WEEKS | WEEK | MONTHS | MONTH | QUARTERS | QUARTER | YEARS | YEAR;

// Expressions. Parentheses are values, so that (a + b) > c and (a > b) AND c need no guessing; kinds are checked later.
condition
    : NOT condition                         # negation
    | condition AND condition               # conjunction
    | condition OR condition                # disjunction
    | value predicate?                      # plain
    ;

predicate
    : comparison value                                  # compared
    | NOT? BETWEEN value AND value                      # between
    | NOT? IN LEFT value (COMMA value)* RIGHT           # among
    | NOT? LIKE value                                   # matched
    | IS NOT? NULL                                      # absent
    ;

comparison: EQUAL | UNEQUAL | LESS | LESS_EQUAL | GREATER | GREATER_EQUAL;

value
    : (MINUS | PLUS) value                              # signed
    | value (STAR | SLASH | PERCENT) value              # multiplied
    | value (PLUS | MINUS) value                        # added
    | (NUMBER | PERCENTAGE)                             # numeric
    | STRING                                            # text
    | CALENDAR_DAY                                      # calendarDay
    | (CALENDAR_MONTH | CALENDAR_QUARTER)               # calendarSpan
    | (TRUE | FALSE)                                    # truth
    | NULL                                              # nothing
    | (PADDED_CONTRACT | PREFIXED_CONTRACT | NUMBERED_WORD) # contract
    | PARAMETER                                         # parameter
    | columnWord LEFT (STAR | condition (COMMA condition)*)? RIGHT # call
    | (columnWord | QUOTED)                             # column
    | LEFT condition RIGHT                              # parenthesised
    ;

// Words. No keyword is reserved: a word list says where it may stand bare, position decides.
word: plainWord | notTickerWord | logicalWord | literalWord;

tickerWord: plainWord | literalWord;

columnWord: plainWord | notTickerWord;

/** Words of clauses that could begin where a ticker could stand: as tickers they are written in double quotes. */
notTickerWord: AS | AT | DURING | IN | OF | ON | TO | USING | WHERE | WITH;

/** Neither tickers nor columns without quotes. */
logicalWord: AND | OR | NOT;

/** Tickers, but as columns they are written in double quotes. */
literalWord: TRUE | FALSE | NULL;

plainWord
    : WORD
    | ACROSS | AFTER | ALLOW | APART | AUTO | BETWEEN | BUILD | DAY | DAYS | DESCRIBE | DISTINCT | EMBEDDINGS | EXPLAIN | FOR | FORMAT
    | FULL | GENERATE | HELP | IMPORT | INCLUDE | INDEX | IS | K | LAST | LATEST | LIKE | MISSING | MONTH | MONTHS | ONLY | PAST
    | QUARTER | QUARTERS | RESET | RESTART | RESUME | SELF | SET | SHOW | SIMILAR | SIMULATED | TEST | THRESHOLD | TODAY | TYPE
    | UNDERLYINGS | WEEK | WEEKS | WEIGHT | YEAR | YEARS
    ;
