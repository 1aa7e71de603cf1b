package dev.mvq.runtime.storage.bucket;

import io.minio.errors.ErrorResponseException;
import io.minio.errors.InvalidResponseException;
import io.minio.errors.ServerException;
import java.io.IOException;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.Response;

/** Reads what the client throws: codes of S3 and of MinIO, statuses of HTTP, and the network's own failures. */
final class FailureReading {
    private static final Pattern STATUS = Pattern.compile("Response code: (\\d{3})");

    private final BucketAccess access;

    FailureReading(BucketAccess access) {
        this.access = access;
    }

    /** The failure, without the request that met it. */
    RequestFailure of(Throwable thrown) {
        return switch (thrown) {
            case RequestFailure known -> known;
            case ErrorResponseException answer -> ofAnswer(answer);
            case ServerException server ->
                failure(kind(server.statusCode()), "HTTP status " + server.statusCode(), server);
            case InvalidResponseException answer -> ofForeign(answer);
            case IOException network -> ofNetwork(network);
            default ->
                thrown.getCause() == null
                        ? failure(RequestFailure.Kind.LASTING, words(thrown), thrown)
                        : of(thrown.getCause());
        };
    }

    private RequestFailure ofAnswer(ErrorResponseException answer) {
        String code = Objects.requireNonNullElse(answer.errorResponse().code(), "");
        String said = Objects.requireNonNullElse(answer.errorResponse().message(), code);
        Response response = answer.response();
        int status = response == null ? 0 : response.code();
        RequestFailure.Kind kind = kind(code, status);
        if (kind == RequestFailure.Kind.CLOCK) {
            String theirs = response == null ? null : response.header("Date");
            return failure(kind, theirs == null ? said : "there it is " + theirs, answer);
        }
        return failure(kind, code.isEmpty() ? said : said + " (" + code + ")", answer);
    }

    private static RequestFailure.Kind kind(String code, int status) {
        return switch (code) {
            case "NoSuchKey", "NoSuchUpload", "NoSuchVersion" -> RequestFailure.Kind.NO_OBJECT;
            case "NoSuchBucket" -> RequestFailure.Kind.NO_BUCKET;
            case "PreconditionFailed" -> RequestFailure.Kind.CONDITION;
            case "InvalidRange" -> RequestFailure.Kind.RANGE;
            case "RequestTimeTooSkewed" -> RequestFailure.Kind.CLOCK;
            case "XMinioStorageFull",
                    "XMinioAdminBucketQuotaExceeded",
                    "QuotaExceeded",
                    "EntityTooLarge",
                    "XMinioStorageQuotaExceeded" -> RequestFailure.Kind.FULL;
            case "AccessDenied",
                    "InvalidAccessKeyId",
                    "SignatureDoesNotMatch",
                    "AllAccessDisabled",
                    "ExpiredToken",
                    "InvalidToken",
                    "InvalidTokenId",
                    "AuthorizationHeaderMalformed" -> RequestFailure.Kind.FORBIDDEN;
            // What arrived was not what was sent: it was damaged on its way.
            case "BadDigest",
                    "XAmzContentSHA256Mismatch",
                    "XAmzContentChecksumMismatch",
                    "IncompleteBody",
                    "RequestTimeout",
                    "ConditionalRequestConflict",
                    "OperationAborted" -> RequestFailure.Kind.PASSING;
            default -> kind(status);
        };
    }

    private static RequestFailure.Kind kind(int status) {
        return switch (status) {
            case 403 -> RequestFailure.Kind.FORBIDDEN;
            case 404 -> RequestFailure.Kind.NO_OBJECT;
            case 412 -> RequestFailure.Kind.CONDITION;
            case 416 -> RequestFailure.Kind.RANGE;
            case 507 -> RequestFailure.Kind.FULL;
            case 408, 425, 429, 499 -> RequestFailure.Kind.PASSING;
            default ->
                status >= 500 && status != 501 && status != 505
                        ? RequestFailure.Kind.PASSING
                        : RequestFailure.Kind.LASTING;
        };
    }

    /** An answer that is not of S3: of a proxy, or of what else listens there. */
    private RequestFailure ofForeign(InvalidResponseException answer) {
        String message = words(answer);
        Matcher matcher = STATUS.matcher(message);
        int status = matcher.find() ? Integer.parseInt(matcher.group(1)) : 0;
        return failure(kind(status), status == 0 ? "no answer of S3" : "HTTP status " + status, answer);
    }

    private RequestFailure ofNetwork(IOException network) {
        for (Throwable at = network; at != null; at = at.getCause()) {
            if (at instanceof SSLPeerUnverifiedException
                    || at instanceof SSLHandshakeException
                    || at instanceof java.security.cert.CertificateException) {
                return failure(RequestFailure.Kind.CERTIFICATE, firstLine(words(at)), network);
            }
        }
        if (network instanceof UnknownHostException) {
            return failure(RequestFailure.Kind.PASSING, "no such host", network);
        }
        String said = words(network).toLowerCase(Locale.ROOT);
        boolean plain = said.contains("unsupported or unrecognized ssl message") || said.contains("not an ssl");
        return plain
                ? failure(
                        RequestFailure.Kind.LASTING, "it does not speak TLS: the endpoint begins with http://", network)
                : failure(RequestFailure.Kind.PASSING, firstLine(words(network)), network);
    }

    /** Causes are left out but for their place: their texts hold requests, whose headers name keys. */
    private RequestFailure failure(RequestFailure.Kind kind, String words, Throwable cause) {
        IOException place = new IOException(cause.getClass().getSimpleName());
        place.setStackTrace(cause.getStackTrace());
        return new RequestFailure(kind, access.withoutKeys(words), place);
    }

    private static String words(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }

    private static String firstLine(String text) {
        return text.lines().findFirst().orElse(text);
    }
}
