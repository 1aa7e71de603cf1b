package dev.mvq.runtime.simulation.path;

/** What drives a name's own return: pushed by its order flow, jumping on earnings and seldom otherwise. */
final class OwnReturns implements Factor.Driver {
    /** News that no calendar knows: how often, and its deviation in daily deviations of the name's own return. */
    private static final double JUMPS_A_YEAR = 2;

    private static final double JUMP_SIZE = 6.2;
    /** How far a name's own variance swings with the market's, in logs. */
    private static final double SWING = 0.85;

    private static final double REVERSION = 0.08;
    /** Names differ from the market in that their variance leans less against their return, and wanders farther. */
    private static final LogVariance.Shape SHAPE = new LogVariance.Shape(
            new Component(2.5, 0.45), new Component(60, 0.60), new Component(450, 0.90), 2.50, -0.32, 0.34);

    private final Roster.Name name;
    private final MarketClock clock;
    private final Climate climate;
    private final Habits habits;
    private final double[] flow;
    private final double daily;
    private final Reversal reversal;

    OwnReturns(Roster.Name name, MarketClock clock, Climate climate, Habits habits, double[] flow) {
        this.name = name;
        this.clock = clock;
        this.climate = climate;
        this.habits = habits;
        this.flow = flow;
        this.daily = name.ownVolatility() / Math.sqrt(Factor.SESSIONS_A_YEAR);
        this.reversal = new Reversal(clock.count());
    }

    LogVariance.Shape shape() {
        return SHAPE;
    }

    /** Annual variance that jumps without a calendar add. */
    static double jumpVariance(Roster.Name name) {
        double size = JUMP_SIZE * name.ownVolatility();
        return name.fund() ? 0 : JUMPS_A_YEAR / Factor.SESSIONS_A_YEAR * size * size;
    }

    @Override
    public double drift(int t) {
        return OrderFlow.IMPACT * daily * flow[t] + reversal.drift(t);
    }

    @Override
    public void settled(int t, double logReturn) {
        reversal.settled(t, logReturn);
    }

    @Override
    public double target(int t) {
        return climate.swinging(name.ownVolatility(), SWING, t);
    }

    @Override
    public double reversion(int t) {
        return REVERSION;
    }

    @Override
    public double jump(int t, Noise noise) {
        if (name.fund()) {
            return 0;
        }
        double earnings = habits.reports(clock, t) ? name.earningsMove() * noise.normal() : 0;
        boolean jumped = noise.happens(JUMPS_A_YEAR / Factor.SESSIONS_A_YEAR);
        return earnings + (jumped ? JUMP_SIZE * daily * noise.normal() : 0);
    }
}
