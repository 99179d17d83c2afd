package io.slipway.launcher.cli;

import java.lang.reflect.Constructor;
import picocli.CommandLine;

/** Makes each command with the context it works in. */
final class Commands implements CommandLine.IFactory {

    private final Context context;

    Commands(Context context) {
        this.context = context;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        for (Constructor<?> constructor : type.getDeclaredConstructors()) {
            if (constructor.getParameterCount() == 1 && constructor.getParameterTypes()[0] == Context.class) {
                return type.cast(constructor.newInstance(context));
            }
        }
        return CommandLine.defaultFactory().create(type);
    }
}
