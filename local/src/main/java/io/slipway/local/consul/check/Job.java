package io.slipway.local.consul.check;

/** A check that is being run. */
interface Job {

    void start();

    void stop();
}
