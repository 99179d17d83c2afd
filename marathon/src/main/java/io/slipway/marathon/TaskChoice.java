package io.slipway.marathon;

import java.util.List;

/** Says which tasks are to be killed. */
public sealed interface TaskChoice {

    /** Chooses every task of an app. */
    record OfApp(AppId app) implements TaskChoice {}

    /** Chooses the tasks of an app on one host. */
    record OnHost(AppId app, String host) implements TaskChoice {}

    /** Chooses one task of an app; an unknown one is refused. */
    record One(AppId app, String taskId) implements TaskChoice {}

    /** Chooses tasks of any apps; unknown ones are passed over. */
    record Listed(List<String> taskIds) implements TaskChoice {

        public Listed {
            taskIds = List.copyOf(taskIds);
        }
    }
}
