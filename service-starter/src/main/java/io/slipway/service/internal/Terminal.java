package io.slipway.service.internal;

import java.io.Console;
import java.lang.reflect.Method;

/** Tells whether a person reads what this process prints. */
public final class Terminal {

    private Terminal() {}

    @SuppressWarnings("SystemConsoleNull") // It is null on 17 where there is no terminal; later ones are asked.
    public static boolean isOutput() {
        Console console = System.console();
        return console != null && isTerminal(console);
    }

    /** From Java 22 on there is a console without a terminal too, which then says so; before, being there says it. */
    private static boolean isTerminal(Console console) {
        try {
            Method method = Console.class.getMethod("isTerminal");
            return (boolean) method.invoke(console);
        } catch (ReflectiveOperationException e) {
            return true;
        }
    }
}
