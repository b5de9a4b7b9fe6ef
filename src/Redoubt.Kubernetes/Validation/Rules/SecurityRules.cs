using Redoubt.Evidence;

namespace Redoubt.Kubernetes.Validation.Rules;

/// <summary>Rules of security contexts.</summary>
internal static class SecurityRules
{
    private const string Never = "\"/\\:;|=,+*?<>@[]";

    private static readonly System.Buffers.SearchValues<char> NeverInUsers = System.Buffers.SearchValues.Create(Never);

    /// <summary>A container's security context.</summary>
    public static void Container(Node at, Scope scope)
    {
        var faults = scope.Faults;
        if (at["allowPrivilegeEscalation"].IsFalse)
        {
            if (at["privileged"].IsTrue)
            {
                faults.Invalid(at, "cannot set `allowPrivilegeEscalation` to false and `privileged` to true");
            }

            foreach (var capability in at["capabilities"]["add"].Items)
            {
                if (capability.Is("CAP_SYS_ADMIN"))
                {
                    faults.Invalid(at, "cannot set `allowPrivilegeEscalation` to false and `capabilities.Add` CAP_SYS_ADMIN");
                }
            }
        }

        if (at["procMount"].Is("Unmasked") && !scope.Pod["hostUsers"].IsFalse)
        {
            faults.Invalid(at["procMount"], "`hostUsers` must be false to use `Unmasked`");
        }

        Profiles(at, faults);
        Windows(at["windowsOptions"], faults);
    }

    /// <summary>The profiles of seccomp and AppArmor.</summary>
    public static void Profiles(Node context, Faults faults)
    {
        Profile(context["seccompProfile"], "seccompProfile", "seccomp", isPath: true, faults);
        Profile(context["appArmorProfile"], "appArmorProfile", "AppArmor", isPath: false, faults);
    }

    private static void Profile(Node profile, string field, string kind, bool isPath, Faults faults)
    {
        if (!profile.Exists)
        {
            return;
        }

        var (type, local) = (profile["type"], profile["localhostProfile"]);
        if (Check.IsEmpty(type))
        {
            faults.Required(Spot.Of(profile, "type"), $"type is required when {field} is set");
        }
        else if (type.Is("Localhost"))
        {
            if (!local.Exists)
            {
                faults.Required(Spot.Of(profile, "localhostProfile"), $"must be set when {kind} type is Localhost");
            }
            else if (isPath)
            {
                faults.Invalid(local, TextFormats.LocalPath(local.AsString() ?? ""));
            }
            else if (local.AsString() is { } name)
            {
                LocalProfile(local, name, faults);
            }
        }
        else if (!type.Is("RuntimeDefault") && !type.Is("Unconfined"))
        {
            faults.NotSupported(type, "Localhost", "RuntimeDefault", "Unconfined");
        }

        if (local.Exists && !type.Is("Localhost"))
        {
            faults.Invalid(local, $"can only be set when {kind} type is Localhost");
        }
    }

    private static void LocalProfile(Node local, string name, Faults faults)
    {
        if (name.Trim().Length == 0)
        {
            faults.Required(local, "must be set when AppArmor type is Localhost");
        }
        else if (name.Trim() != name)
        {
            faults.Invalid(local, "must not be padded with whitespace");
        }
        else if (name.Length > 4095)
        {
            faults.TooLong(local, "may not be more than 4095 bytes");
        }
    }

    /// <summary>The options of Windows.</summary>
    public static void Windows(Node options, Faults faults)
    {
        if (options["gmsaCredentialSpecName"].AsString() is { } name)
        {
            faults.Invalid(options["gmsaCredentialSpecName"], Values.NameRules.DnsSubdomain(name));
        }

        if (options["gmsaCredentialSpec"].AsString() is { } spec)
        {
            if (spec.Length == 0)
            {
                faults.Invalid(options["gmsaCredentialSpec"], "gmsaCredentialSpec cannot be an empty string");
            }
            else if (spec.Length > 64 * 1024)
            {
                faults.Invalid(options["gmsaCredentialSpec"], "gmsaCredentialSpec size must be under 64 KiB");
            }
        }

        if (options["runAsUserName"].AsString() is { } user)
        {
            User(options["runAsUserName"], user, faults);
        }
    }

    // A user is `name` or `domain\name`.
    private static void User(Node at, string text, Faults faults)
    {
        if (text.Length == 0)
        {
            faults.Invalid(at, "runAsUserName cannot be an empty string");
            return;
        }

        if (text.Any(char.IsControl))
        {
            faults.Invalid(at, "runAsUserName cannot contain control characters");
            return;
        }

        var parts = text.Split('\\');
        if (parts.Length > 2)
        {
            faults.Invalid(at, "runAsUserName cannot contain more than one backslash");
            return;
        }

        if (parts.Length == 2 && parts[0].Length > 256)
        {
            faults.Invalid(at, "runAsUserName's Domain length must be under 256 characters");
        }

        var user = parts[^1];
        if (user.Length == 0)
        {
            faults.Invalid(at, "runAsUserName's User cannot be empty");
        }
        else if (user.Length > 104)
        {
            faults.Invalid(at, "runAsUserName's User length must not be longer than 104 characters");
        }
        else if (user.All(unit => unit is '.' or ' '))
        {
            faults.Invalid(at, "runAsUserName's User cannot contain only periods or spaces");
        }
        else if (user.AsSpan().IndexOfAny(NeverInUsers) >= 0)
        {
            faults.Invalid(at, $"runAsUserName's User cannot contain the following characters: {Never}");
        }
    }
}
