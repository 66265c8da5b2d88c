"""The outlook over the days since the interview, as a chart and as a drawing for paper."""
