package io.slipway.marathon;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * Claims what every Marathon must do, whoever wrote it; one nested class for each subject.
 *
 * <p>Its apps only sleep, and need {@code /bin/sh}; each test uses ids of its own and removes them, so it may run
 * against a server that others use too. What a server refuses with 501 is skipped. A subclass gives the server and
 * closes it.
 */
public abstract class MarathonContract {

    private Marathon marathon;
    private ContractApps apps;

    /** Returns a client of the server under test; called before each test. */
    protected abstract Marathon marathon();

    @BeforeEach
    void connect() {
        marathon = marathon();
        apps = new ContractApps(marathon);
    }

    @AfterEach
    void removeApps() {
        apps.cleanUp();
    }

    Marathon connected() {
        return marathon;
    }

    ContractApps apps() {
        return apps;
    }

    @Nested
    class Creating extends CreationClaims {
        @Override
        MarathonContract contract() {
            return MarathonContract.this;
        }
    }

    @Nested
    class Changing extends ChangeClaims {
        @Override
        MarathonContract contract() {
            return MarathonContract.this;
        }
    }

    @Nested
    class Deploying extends DeploymentClaims {
        @Override
        MarathonContract contract() {
            return MarathonContract.this;
        }
    }

    @Nested
    class Announcing extends EventClaims {
        @Override
        MarathonContract contract() {
            return MarathonContract.this;
        }
    }

    @Nested
    class Versions extends VersionClaims {
        @Override
        MarathonContract contract() {
            return MarathonContract.this;
        }
    }

    @Nested
    class KillingTasks extends TaskClaims {
        @Override
        MarathonContract contract() {
            return MarathonContract.this;
        }
    }

    @Nested
    class Choosing extends FilterClaims {
        @Override
        MarathonContract contract() {
            return MarathonContract.this;
        }
    }

    @Nested
    class Grouping extends GroupClaims {
        @Override
        MarathonContract contract() {
            return MarathonContract.this;
        }
    }

    @Nested
    class TheServer extends ServerClaims {
        @Override
        MarathonContract contract() {
            return MarathonContract.this;
        }
    }
}
