-- What a line of updates waits for: few fail, so they are found without a look at all that wait behind them.
create index inbox_failing on inbox (line) where state = 'waiting' and failing_since > 0;
