package io.slipway.registry.client;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import retrofit2.Call;
import retrofit2.Response;

/**
 * Knows in which form a method returns what the service answers.
 *
 * @param body the type of the answer's body
 */
record ReturnType(Form form, Type body) {

    /** Tells what is around the body. */
    enum Form {
        BODY,
        RESPONSE,
        CALL,
        FUTURE_OF_BODY,
        FUTURE_OF_RESPONSE
    }

    /** Returns nothing for a type that no client can return. */
    static Optional<ReturnType> of(Type type) {
        Class<?> raw = raw(type);
        if (raw == Call.class) {
            return in(type).filter(body -> !isAround(raw(body))).map(body -> new ReturnType(Form.CALL, body));
        }
        if (raw == CompletableFuture.class) {
            return in(type).flatMap(ReturnType::of).flatMap(ReturnType::inFuture);
        }
        if (raw == Response.class) {
            return in(type).filter(body -> !isAround(raw(body))).map(body -> new ReturnType(Form.RESPONSE, body));
        }
        return raw == void.class || isAround(raw) ? Optional.empty() : Optional.of(new ReturnType(Form.BODY, type));
    }

    private Optional<ReturnType> inFuture() {
        return switch (form) {
            case BODY -> Optional.of(new ReturnType(Form.FUTURE_OF_BODY, body));
            case RESPONSE -> Optional.of(new ReturnType(Form.FUTURE_OF_RESPONSE, body));
            default -> Optional.empty();
        };
    }

    private static boolean isAround(Class<?> raw) {
        return raw == Call.class
                || raw == Response.class
                || raw == okhttp3.Response.class
                || Future.class.isAssignableFrom(raw);
    }

    private static Optional<Type> in(Type type) {
        return type instanceof ParameterizedType parameterized
                ? Optional.of(parameterized.getActualTypeArguments()[0])
                : Optional.empty();
    }

    private static Class<?> raw(Type type) {
        Type raw = type instanceof ParameterizedType parameterized ? parameterized.getRawType() : type;
        return raw instanceof Class<?> known ? known : Object.class;
    }
}
