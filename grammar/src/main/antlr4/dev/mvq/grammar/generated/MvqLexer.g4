/*
 * Words of the query language. The lexer never fails: what it does not know is UNRECOGNIZED, what is left open is UNCLOSED_...,
 * and both are refused by name later, where the place is known.
 *
 * A keyword added here is also added to one of the word lists at the end of MvqParser.g4: a test holds the two together.
 */
lexer grammar MvqLexer;

options { caseInsensitive = true; }

@members {
    /** Whether what follows a '%' touches it as an operand would: then the '%' is modulo. */
    private boolean operandTouches() {
        int next = _input.LA(1);
        return next == '_' || next == '(' || next == '\'' || next == '"' || next == ':' || next == '$' || next == '.'
                || (next > 0 && Character.isLetterOrDigit(next));
    }
}

// Openers of statements.
ANALYZE: 'ANALYZE';
ASK: 'ASK';
BUILD: 'BUILD';
COMPARE: 'COMPARE';
DESCRIBE: 'DESCRIBE';
EXPLAIN: 'EXPLAIN';
FIND: 'FIND';
FROM: 'FROM';
GENERATE: 'GENERATE';
HELP: 'HELP';
IMPORT: 'IMPORT';
LET: 'LET';
RESET: 'RESET';
RUN: 'RUN';
SET: 'SET';
SHOW: 'SHOW';
SIMILAR: 'SIMILAR';
TEST: 'TEST';
TRAIN: 'TRAIN';

// Words of clauses.
ACROSS: 'ACROSS';
AFTER: 'AFTER';
ALLOW: 'ALLOW';
ANOMALIES: 'ANOMALIES';
APART: 'APART';
ARBITRAGE: 'ARBITRAGE';
AS: 'AS';
AT: 'AT';
AUTO: 'AUTO';
CHANGES: 'CHANGES';
DISTINCT: 'DISTINCT';
DURING: 'DURING';
EACH: 'EACH';
EMBEDDINGS: 'EMBEDDINGS';
ENCODERS: 'ENCODERS';
FOR: 'FOR';
FORMAT: 'FORMAT';
FULL: 'FULL';
INCLUDE: 'INCLUDE';
INDEX: 'INDEX';
K: 'K';
KIND: 'KIND';
LOCAL: 'LOCAL';
MARKET: 'MARKET';
MAX: 'MAX';
METHOD: 'METHOD';
MIN: 'MIN';
MISSING: 'MISSING';
OF: 'OF';
ON: 'ON';
ONLY: 'ONLY';
PAST: 'PAST';
REGIME: 'REGIME';
RESTART: 'RESTART';
RESUME: 'RESUME';
RISK: 'RISK';
SELF: 'SELF';
SENSITIVITY: 'SENSITIVITY';
SIMULATED: 'SIMULATED';
SPARK: 'SPARK';
SPREAD: 'SPREAD';
THRESHOLD: 'THRESHOLD';
TO: 'TO';
TYPE: 'TYPE';
UNDERLYINGS: 'UNDERLYINGS';
USING: 'USING';
WEIGHT: 'WEIGHT';
WHERE: 'WHERE';
WITH: 'WITH';

// Words of stages.
ASC: 'ASC';
BY: 'BY';
DERIVE: 'DERIVE';
DESC: 'DESC';
DROP: 'DROP';
KEEP: 'KEEP';
LIMIT: 'LIMIT';
OUTCOME: 'OUTCOME';
PLOT: 'PLOT';
RENAME: 'RENAME';
SAVE: 'SAVE';
SORT: 'SORT';
STATS: 'STATS';

// Days and periods.
DAY: 'DAY';
DAYS: 'DAYS';
LAST: 'LAST';
LATEST: 'LATEST';
MONTH: 'MONTH';
MONTHS: 'MONTHS';
QUARTER: 'QUARTER';
QUARTERS: 'QUARTERS';
TODAY: 'TODAY';
WEEK: 'WEEK';
WEEKS: 'WEEKS';
YEAR: 'YEAR';
YEARS: 'YEARS';

// Words of expressions.
AND: 'AND';
BETWEEN: 'BETWEEN';
FALSE: 'FALSE';
IN: 'IN';
IS: 'IS';
LIKE: 'LIKE';
NOT: 'NOT';
NULL: 'NULL';
OR: 'OR';
TRUE: 'TRUE';

// Numbers and dates. One that is no calendar day is refused by name, so the shapes are wide.
NUMBER: (DIGITS ('.' DIGIT+)? | '.' DIGIT+) ('E' [+-]? DIGIT+)?;
PERCENTAGE: NUMBER '%' { !operandTouches() }?;
CALENDAR_DAY: DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT? '-' DIGIT DIGIT?;
CALENDAR_MONTH: DIGIT DIGIT DIGIT DIGIT '-' DIGIT DIGIT;
CALENDAR_QUARTER: DIGIT DIGIT DIGIT DIGIT '-Q' DIGIT;

// Contracts that are no plain word: padded to six characters as OCC prints them, or with the prefix O:.
PADDED_CONTRACT
    : ( ROOT ROOT ROOT ROOT ROOT ' '
      | ROOT ROOT ROOT ROOT '  '
      | ROOT ROOT ROOT '   '
      | ROOT ROOT '    '
      | ROOT '     '
      ) DIGIT DIGIT DIGIT DIGIT DIGIT DIGIT [CP] DIGIT DIGIT DIGIT DIGIT DIGIT DIGIT DIGIT DIGIT
    ;
PREFIXED_CONTRACT: 'O:' [A-Z0-9._]+;

WORD: [A-Z_] [A-Z0-9_]* ('.' [A-Z0-9_]+)*;
/** 2SPX_20240119_5000_C is a contract, 20X nothing. */
NUMBERED_WORD: DIGIT+ [A-Z_] [A-Z0-9_]* ('.' [A-Z0-9_]+)*;
PARAMETER: ':' [A-Z_] [A-Z0-9_]*;
RESULT: '$' [0-9]+;

QUOTED: '"' (~'"' | '""')* '"';
STRING: '\'' (~'\'' | '\'\'')* '\'';
UNCLOSED_QUOTED: '"' (~'"' | '""')*;
UNCLOSED_STRING: '\'' (~'\'' | '\'\'')*;

BLANK_COMMENT: ('--' | '//') ~[\r\n]* -> skip;
BLOCK_COMMENT: '/*' .*? '*/' -> skip;
UNCLOSED_COMMENT: '/*' ( ~'*' | '*'+ ~[*/] )* '*'*;
BLANKS: [\p{White_Space}\uFEFF]+ -> skip;

// What SQL, Java and others write; refused with the spelling that is near.
DOUBLE_EQUAL: '==';
DOUBLE_AND: '&&';
DOUBLE_OR: '||';

COMMA: ',';
SEMICOLON: ';';
LEFT: '(';
RIGHT: ')';
OPEN: '[';
CLOSE: ']';
PIPE: '|';
DOTS: '..';
EQUAL: '=';
UNEQUAL: '!=' | '<>';
LESS_EQUAL: '<=';
LESS: '<';
GREATER_EQUAL: '>=';
GREATER: '>';
PLUS: '+';
MINUS: '-';
STAR: '*';
SLASH: '/';
PERCENT: '%';

UNRECOGNIZED: .;

fragment DIGIT: [0-9];
fragment DIGITS: [0-9]+ ('_' [0-9]+)*;
fragment ROOT: [A-Z0-9.];
