package vor.server.collect.ping;

import java.util.SplittableRandom;

/** What a made-up path loses, echo by echo in the order of time; one for each device. */
sealed interface LossModel {

    /** Whether an echo sent then is lost. */
    boolean lost(long at);

    /** No echo sent before this time, and not before {@code from}, need be looked at: none of them is lost. */
    long nextLoss(long from, long firstEcho, long spacing);

    /** @param text {@code none}, {@code random:0.01} or {@code bunch:0.01:50ms} */
    static LossModel parse(String text, SplittableRandom random) {
        String[] parts = text.split(":", -1);
        try {
            return switch (parts[0]) {
                case "none" -> new Independent(0, random);
                case "random" -> new Independent(Double.parseDouble(parts[1]), random);
                case "bunch" ->
                    new Bunches(
                            Double.parseDouble(parts[1]),
                            Double.parseDouble(parts[2].replace("ms", "")) * Deciding.MS,
                            random);
                default -> throw new IllegalArgumentException();
            };
        } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
            throw new IllegalArgumentException(
                    "--loss " + text + ": expected none, random:SHARE or bunch:SHARE:MEANms, such as bunch:0.01:50ms", e);
        }
    }

    /** Each echo for itself. */
    record Independent(double share, SplittableRandom random) implements LossModel {
        @Override
        public boolean lost(long at) {
            return random.nextDouble() < share;
        }

        /** Echoes go out each {@code spacing} from {@code firstEcho}: how many pass is geometric. */
        @Override
        public long nextLoss(long from, long firstEcho, long spacing) {
            long passing = share == 0 ? Long.MAX_VALUE / 4 / spacing
                    : (long) (Math.log(1 - random.nextDouble()) / Math.log1p(-share));
            return Math.min(firstEcho, Long.MAX_VALUE / 2) + passing * spacing;
        }
    }

    /** All echoes within spans whose lengths, and the gaps between them, are exponential. */
    final class Bunches implements LossModel {
        private final double mean;
        private final double gap;
        private final SplittableRandom random;
        private long begin;
        private long end;

        Bunches(double share, double mean, SplittableRandom random) {
            this.mean = mean;
            this.random = random;
            gap = mean * (1 - share) / share;
            next();
        }

        private void next() {
            begin = end + (long) exponential(gap);
            end = begin + (long) exponential(mean);
        }

        private double exponential(double mean) {
            return -mean * Math.log(1 - random.nextDouble());
        }

        @Override
        public boolean lost(long at) {
            while (at >= end) {
                next();
            }
            return at >= begin;
        }

        @Override
        public long nextLoss(long from, long firstEcho, long spacing) {
            while (true) {
                while (end <= firstEcho) {
                    next();
                }
                long waiting = Math.max(0, begin - firstEcho + spacing - 1) / spacing;
                long echo = firstEcho + waiting * spacing;
                if (echo < end) {
                    return echo;
                }
                next();
            }
        }
    }
}
