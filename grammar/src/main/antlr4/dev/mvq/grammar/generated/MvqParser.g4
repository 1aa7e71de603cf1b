/*
 * Statements of the query language. The parser never repairs: the first error ends the statement. Clauses may come in any order; that each
 * comes once, and everything about names, ranges and types, is checked on the syntax tree, where every problem can be listed.
 */
parser grammar MvqParser;

options { tokenVocab = MvqLexer; }

@members {
    /** EXPLAIN ANALYZE is that only where a statement follows: EXPLAIN ANALYZE skew explains an ANALYZE. */
    private boolean measures() {
        if (_input.LA(1) != ANALYZE) {
            return false;
        }
        return switch (_input.LA(2)) {
            case ANALYZE, ASK, BUILD, COMPARE, DESCRIBE, EXPLAIN, FIND, FROM, GENERATE, HELP, IMPORT, LET, RESET, RUN, SET, SHOW,
                    SIMILAR, TEST, TRAIN, PIPE -> true;
            default -> false;
        };
    }
}

statement: body EOF;

body
    : explain
    | let
    | piped
    ;

explain: EXPLAIN ({measures()}? ANALYZE body | {!measures()}? body);

let: LET letName EQUAL body;

/** Stages belong to the innermost statement; without one they go on with the last rows. */
piped
    : command stage*
    | stage+
    ;

command
    : similarTo
    | compare
    | describe
    | find
    | analyze
    | importMarket
    | generate
    | buildIndex
    | testEmbeddings
    | trainEncoders
    | from
    | show
    | setSetting
    | resetSetting
    | runFile
    | ask
    | help
    ;

similarTo: SIMILAR TO about similarClause*;

about: EACH LEFT each RIGHT | subjects;

each: from stage*;

similarClause
    : at
    | on
    | limit
    | threshold
    | during
    | where
    | distinct
    | includeSelf
    | allowMissing
    | acrossUnderlyings
    | apart
    | onlyPast
    | using
    | with
    | asOf
    ;

compare: COMPARE dated WITH dated on*;

describe: DESCRIBE subject at*;

find: FIND (REGIME CHANGES regimeClause* | ARBITRAGE arbitrageClause* | ANOMALIES anomalyClause*);

regimeClause: inTickers | during | sensitivity | on | method;

arbitrageClause: inTickers | at | during | minSpread | maxRisk | kinds;

anomalyClause: inTickers | at | during | on | limit;

analyze: ANALYZE pattern analyzeClause*;

analyzeClause: ofTickers | at | during | byUnit;

importMarket: IMPORT (SIMULATED importClause* | path importClause*);

importClause: format | during | with | asKind;

generate: GENERATE (FULL INDEX fullIndexClause* | EMBEDDINGS generateClause*);

fullIndexClause: testAfterYear | resume | restart | with;

generateClause: forSubjects | during | testAfterYear | resume | restart | onPlace | with;

buildIndex: BUILD INDEX buildClause*;

buildClause: on | indexType;

testEmbeddings: TEST EMBEDDINGS during*;

trainEncoders: TRAIN ENCODERS trainClause*;

trainClause: on | during | with;

from: FROM rowSource fromClause*;

fromClause: at | during | where | asOf;

show: SHOW showTopic showClause*;

showClause: like | at | ofSource;

setSetting: SET setting EQUAL settingValue;

resetSetting: RESET setting;

runFile: RUN quote;

ask: ASK quote;

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
allowMissing: ALLOW MISSING;
acrossUnderlyings: ACROSS UNDERLYINGS;
apart: APART number (DAYS | DAY);
onlyPast: ONLY PAST;
using: USING indexKind;
with: WITH LEFT option (COMMA option)* RIGHT;
option: optionName EQUAL optionValue;
asOf: AS OF generationName;
inTickers: IN (MARKET | subject (COMMA subject)*);
ofTickers: OF subject (COMMA subject)*;
sensitivity: SENSITIVITY number;
method: METHOD methodName;
minSpread: MIN SPREAD number;
maxRisk: MAX RISK number;
kinds: KIND kindName (COMMA kindName)*;
byUnit: BY unitName;
format: FORMAT formatName;
asKind: AS importKind;
forSubjects: FOR subject (COMMA subject)*;
testAfterYear: TEST AFTER YEAR;
resume: RESUME;
restart: RESTART;
onPlace: ON (LOCAL | SPARK quote);
indexType: TYPE quote;
like: LIKE quote;
ofSource: OF rowSource;

// Stages of a pipeline.
stage: PIPE step;

step
    : WHERE condition                                             # keepWhere
    | SORT BY sortKey (COMMA sortKey)*                            # sort
    | LIMIT number                                                # limitRows
    | KEEP columnName (COMMA columnName)*                         # keep
    | DROP columnName (COMMA columnName)*                         # drop
    | RENAME renaming (COMMA renaming)*                           # rename
    | DERIVE derivation (COMMA derivation)*                       # derive
    | STATS statistic (COMMA statistic)* (BY groupKey (COMMA groupKey)*)? # stats
    | OUTCOME number (COMMA number)* (DAYS | DAY)                 # outcome
    | PLOT plotKind? (TO quote)?                                   # plot
    | SAVE TO quote                                               # save
    ;

sortKey: value (ASC | DESC)?;

renaming: columnName AS columnName;

derivation: columnName EQUAL condition;

statistic: value (AS columnName)?;

groupKey: value (AS columnName)?;

// Subjects.
subjects: subject | LEFT subject (COMMA subject)* RIGHT;

dated: subjects at?;

subject
    : tickerWord (OPEN number CLOSE)?
    | NUMBERED_WORD
    | PADDED_CONTRACT
    | PREFIXED_CONTRACT
    | QUOTED
    | RESULT OPEN number CLOSE
    | PARAMETER
    ;

// Names: which exist is checked later, with what was probably meant.
rowSource: plainWord | RESULT;
letName: plainWord;
modality: WORD | AUTO;
distinctBy: WORD;
indexKind: WORD | AUTO;
methodName: WORD;
kindName: WORD;
pattern: WORD | SPREAD;
unitName: WORD | DAY | WEEK | MONTH | QUARTER | YEAR;
importKind: WORD;
plotKind: WORD;
generationName: word | NUMBER | STRING | PARAMETER;
showTopic: WORD | INDEX | EMBEDDINGS | ENCODERS;
helpTopic: word;
setting: word;
settingValue: word | STRING | CALENDAR_DAY | number;
optionName: word;
optionValue: number | STRING | CALENDAR_DAY | word;
formatName: word | STRING;
path: quote;
quote: STRING | PARAMETER;
columnName: columnWord | QUOTED;

// Numbers, days and periods.
number: (MINUS | PLUS)? (NUMBER | PERCENTAGE) | PARAMETER;

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
    | NOT? IN (LEFT value (COMMA value)* RIGHT | PARAMETER) # among
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
    | ACROSS | AFTER | ALLOW | ANALYZE | ANOMALIES | APART | ARBITRAGE | ASC | ASK | AUTO | BETWEEN | BUILD | BY | CHANGES | COMPARE
    | DAY | DAYS | DERIVE | DESC | DESCRIBE | DISTINCT | DROP | EACH | EMBEDDINGS | ENCODERS | EXPLAIN | FIND | FOR | FORMAT | FROM
    | FULL | GENERATE | HELP | IMPORT | INCLUDE | INDEX | IS | K | KEEP | KIND | LAST | LATEST | LET | LIKE | LIMIT | LOCAL | MARKET
    | MAX | METHOD | MIN | MISSING | MONTH | MONTHS | ONLY | OUTCOME | PAST | PLOT | QUARTER | QUARTERS | REGIME | RENAME | RESET
    | RESTART | RESUME | RISK | RUN | SAVE | SELF | SENSITIVITY | SET | SHOW | SIMILAR | SIMULATED | SORT | SPARK | SPREAD | STATS
    | TEST | THRESHOLD | TODAY | TRAIN | TYPE | UNDERLYINGS | WEEK | WEEKS | WEIGHT | YEAR | YEARS
    ;
