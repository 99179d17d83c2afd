package io.slipway.bamboo.apply;

/** Keeps several edges from reloading at the same moment. Neither call waits for anything. */
public interface Turn {

    /** Lets everybody reload whenever they like. */
    Turn FREE = new Turn() {
        @Override
        public boolean take() {
            return true;
        }

        @Override
        public void release() {}
    };

    /** Asks for the turn, and tells whether it is there; whoever gives it wakes the loop then. */
    boolean take();

    /** Gives the turn back, or asks no more for it. */
    void release();
}
