package io.slipway.registry.client;

import java.lang.reflect.Constructor;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Knows which service an interface calls and what answers in its place; everything Retrofit does not check was checked.
 *
 * @param fallback implements the interface; null for none
 */
record ClientInterface<T>(
        Class<T> api, String service, @Nullable T fallback) {

    /** @throws IllegalArgumentException with everything that is wrong with the interface */
    static <T> ClientInterface<T> of(Class<T> api, @Nullable T fallback) {
        List<String> problems = new ArrayList<>();
        ServiceClient client = api.getAnnotation(ServiceClient.class);
        if (!api.isInterface()) {
            problems.add("it is no interface");
        }
        if (client == null) {
            problems.add("it is not annotated with @ServiceClient");
        } else if (client.value().isBlank()) {
            problems.add("@ServiceClient names no service");
        }
        checkMethods(api, problems);
        T answering = fallback == null && client != null ? named(api, client.fallback(), problems) : fallback;
        if (!problems.isEmpty() || client == null) {
            throw new IllegalArgumentException(
                    api.getSimpleName() + " cannot be a client: " + String.join("; ", problems) + ".");
        }
        return new ClientInterface<>(api, client.value(), answering);
    }

    private static void checkMethods(Class<?> api, List<String> problems) {
        checkOptions(api.getAnnotation(CallOptions.class), "", problems);
        Arrays.stream(api.getMethods())
                .filter(method -> Modifier.isAbstract(method.getModifiers()))
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> {
                    checkOptions(method.getAnnotation(CallOptions.class), method.getName() + "'s ", problems);
                    checkReturnType(method, problems);
                });
    }

    private static void checkReturnType(Method method, List<String> problems) {
        if (ReturnType.of(method.getGenericReturnType()).isEmpty()) {
            problems.add(method.getName() + " returns "
                    + method.getGenericReturnType().getTypeName()
                    + ", where only a body (Void for none), a Response, Call or CompletableFuture of it, or a"
                    + " CompletableFuture of a Response is possible");
        }
    }

    private static void checkOptions(@Nullable CallOptions options, String where, List<String> problems) {
        CommandDefaults.annotated(options).forEach((name, text) -> {
            try {
                KnownProperty.in(KnownProperty.ofCommand("any", name))
                        .orElseThrow()
                        .check(text);
            } catch (IllegalArgumentException e) {
                problems.add(where + "@CallOptions say that " + name + " is " + text + ": " + e.getMessage());
            }
        });
    }

    private static <T> @Nullable T named(Class<T> api, Class<?> fallback, List<String> problems) {
        if (fallback == void.class) {
            return null;
        }
        if (!api.isAssignableFrom(fallback)) {
            problems.add("its fallback " + fallback.getSimpleName() + " does not implement it");
            return null;
        }
        try {
            Constructor<?> constructor = fallback.getDeclaredConstructor();
            constructor.setAccessible(true);
            return api.cast(constructor.newInstance());
        } catch (NoSuchMethodException e) {
            problems.add("its fallback " + fallback.getSimpleName() + " has no constructor without arguments");
        } catch (ReflectiveOperationException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            problems.add("its fallback " + fallback.getSimpleName() + " could not be made: " + cause);
        }
        return null;
    }
}
