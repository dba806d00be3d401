package vor.server.collect.ping;

/**
 * A path's own record of silent spans, and the span that its next silence must last before chance no longer explains it.
 *
 * <p>Ages of a silence are divided into bands, each longer than the one before by a fixed ratio. For each band it
 * counts how many silences reached it and how many outlived it. The chance to outlive a band is the mean of a Beta
 * distribution whose prior is borrowed from the band before, because losses come in bunches: who has lived long is
 * likelier to live longer. Beyond what was ever seen the bands decay slowly, so that one innocent silence of a span
 * makes two to three times that span necessary. How often silences begin has a Gamma prior.
 *
 * <p>A first stall of 1.5 s on a path that was calm for hours cannot be told from a cut by anything that is known at
 * 0.3 s; it is called down, and taken back by its late replies. The record then makes the path patient. A path that is
 * only seconds old is given the benefit of the doubt, and loses it as it stays calm ({@link Deciding#youngHalfLife}).
 *
 * <p>Time is a parameter; not safe for threads.
 */
final class SilenceRecord {
    private static final double DAY = 86_400e9;
    /** Memory: above this many silences, or this much time, old counts weigh half. */
    private static final double MAX_EPISODES = 4096;
    private static final double MAX_OBSERVED = 2 * DAY;

    private final Deciding rules;
    private final double scale;
    private final float[] entered;
    private final float[] outlived;
    private double episodes;
    private double observed;
    private double calmFor;
    private double sinceTrouble;

    SilenceRecord(Deciding rules, double scale) {
        this.rules = rules;
        this.scale = scale;
        entered = new float[rules.bands()];
        outlived = new float[rules.bands()];
    }

    /** The path was watched, and answered, for so long. */
    void calm(long nanos) {
        observed += nanos;
        calmFor += nanos;
        sinceTrouble += nanos;
        if (observed > MAX_OBSERVED) {
            forgetHalf();
        }
    }

    /** A reply took unusually long, though not too long: for the next seconds the path is as good as new. */
    void wobbled() {
        calmFor = 0;
    }

    /** A silence of this span ended by itself; {@code weight} tells how much it is to be remembered. */
    void ended(long span, double weight) {
        double edge = rules.deadlineFloor() * scale;
        for (int band = 0; band < entered.length; band++) {
            edge *= rules.bandRatio();
            entered[band] += (float) weight;
            if (span < edge) {
                break;
            }
            outlived[band] += (float) weight;
        }
        episodes += weight;
        sinceTrouble = 0;
        if (episodes > MAX_EPISODES) {
            forgetHalf();
        }
    }

    private void forgetHalf() {
        for (int band = 0; band < entered.length; band++) {
            entered[band] /= 2;
            outlived[band] /= 2;
        }
        episodes /= 2;
        observed /= 2;
    }

    /**
     * The span of silence that chance exceeds at most {@code perDay} times a day; never less than the floor.
     *
     * @param perDay above 0
     */
    long needed(double perDay) {
        double perDayNow = (rules.rateCount() + episodes) / (rules.rateTime() + observed) * DAY;
        double toGo = Math.log(perDay / perDayNow);
        double edge = rules.deadlineFloor() * scale;
        double base = base();
        double expected = base;
        double logOutlive = 0;
        for (int band = 0; band < entered.length && toGo < 0; band++) {
            double chance = (rules.priorWeight() * expected + outlived[band]) / (rules.priorWeight() + entered[band]);
            logOutlive = Math.log(chance);
            if (logOutlive <= toGo) {
                break;
            }
            toGo -= logOutlive;
            edge *= rules.bandRatio();
            expected = carried(base, chance);
        }
        if (toGo < 0) {
            edge *= Math.pow(rules.bandRatio(), toGo / logOutlive);
        }
        return (long) Math.max(edge, floor());
    }

    private double floor() {
        double young = (double) rules.stallFloor() * Math.min(1, 10 * youth());
        return scale * Math.max(young, rules.downFloor());
    }

    private double youth() {
        return Math.pow(0.5, calmFor / (rules.youngHalfLife() * scale));
    }

    /** What one band tells of the next; below the base it is averaged by its logarithm, as evidence of brevity is evidence. */
    private double carried(double base, double chance) {
        return chance >= base
                ? base + (chance - base) * rules.carry()
                : base * Math.pow(chance / base, rules.carry());
    }

    private double base() {
        double troubled = episodes == 0 ? 0 : Math.pow(0.5, sinceTrouble / (rules.troubledHalfLife() * scale));
        double caution = Math.max(youth(), troubled);
        return rules.calmSurvival() + (rules.youngSurvival() - rules.calmSurvival()) * caution;
    }
}
