package io.slipway.marathon.strategy;

/** Says how many of the copies are canaries. */
public sealed interface Share {

    /** Returns the number among so many: at least one, unless there are none at all. */
    int of(int wanted);

    /** Takes a fixed number. */
    record Instances(int number) implements Share {

        public Instances {
            if (number < 1) {
                throw new IllegalArgumentException(number + " canaries are none: take at least one.");
            }
        }

        @Override
        public int of(int wanted) {
            return Math.min(number, wanted);
        }
    }

    /** Takes a part, rounded up. */
    record Percent(int percent) implements Share {

        private static final int WHOLE = 100;

        public Percent {
            if (percent < 1 || percent > WHOLE) {
                throw new IllegalArgumentException(percent + " % is no share: write 1 to 100.");
            }
        }

        @Override
        public int of(int wanted) {
            return (wanted * percent + WHOLE - 1) / WHOLE;
        }
    }
}
