package io.slipway.launcher.load;

/** Tells what came of a request. */
public sealed interface Outcome {

    /** Tells whether the client got what it asked for. */
    boolean isGood();

    /** Groups outcomes for counting: {@code 200}, {@code connection refused}. */
    String kind();

    /** Came back with a status. */
    record Answered(int status, String body) implements Outcome {

        @Override
        public boolean isGood() {
            return status >= 200 && status < 300;
        }

        @Override
        public String kind() {
            return String.valueOf(status);
        }
    }

    /** Never came back. */
    record Unanswered(String kind) implements Outcome {

        @Override
        public boolean isGood() {
            return false;
        }
    }
}
