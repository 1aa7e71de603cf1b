package dev.mvq.runtime.storage;

/** What a key may look like, one for every kind of store. */
public final class ObjectKeys {
    /** First segments that stores keep for themselves. */
    static final String RESERVED = ".mvq";

    private ObjectKeys() {}

    /** Whether {@link #checked} takes the key; others that lie in a bucket are not ours. */
    public static boolean isValid(String key) {
        try {
            return key.equals(checked(key));
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /**
     * Refuses keys that are absolute, climb, hide or would collide with a store's own files. A wrong key is a programming
     * error, not a user's.
     */
    public static String checked(String key) {
        if (key.isEmpty() || key.length() > 1000 || key.indexOf('\\') >= 0) {
            throw new IllegalArgumentException("not an object's key: '" + key + "'");
        }
        for (int i = 0; i < key.length(); i++) {
            if (Character.isISOControl(key.charAt(i))) {
                throw new IllegalArgumentException("an object's key may not hold control characters");
            }
        }
        for (String segment : key.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
                throw new IllegalArgumentException("not an object's key: '" + key + "'");
            }
        }
        if (key.equals(RESERVED) || key.startsWith(RESERVED + "/")) {
            throw new IllegalArgumentException("'" + key + "' is kept for the store itself");
        }
        return key;
    }
}
