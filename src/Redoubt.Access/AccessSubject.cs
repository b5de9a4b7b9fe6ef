using System.Diagnostics.CodeAnalysis;

namespace Redoubt.Access;

/// <summary>What a subject is.</summary>
public enum SubjectKind
{
    /// <summary>A user, known by a name alone.</summary>
    User,

    /// <summary>A service account.</summary>
    ServiceAccount,

    /// <summary>Somebody who is in a group and whom no binding names.</summary>
    Group,
}

/// <summary>Somebody who may be allowed something, as bindings name them.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Namespace">The namespace of a service account; else empty.</param>
/// <param name="Name">The name.</param>
public readonly record struct AccessSubject(SubjectKind Kind, string Namespace, string Name)
{
    private const string AccountUser = "system:serviceaccount:";

    /// <summary>A user.</summary>
    /// <param name="name">The user's name.</param>
    public static AccessSubject User(string name) => new(SubjectKind.User, "", name);

    /// <summary>A service account.</summary>
    /// <param name="ns">Its namespace.</param>
    /// <param name="name">Its name.</param>
    public static AccessSubject Account(string ns, string name) => new(SubjectKind.ServiceAccount, ns, name);

    /// <summary>Whom a user's name means: a service account where authentication gives the name to one, else a user.</summary>
    /// <param name="name">The user's name, as <c>system:serviceaccount:shop:cart</c>.</param>
    public static AccessSubject OfUser(string name) => name.StartsWith(AccountUser, StringComparison.Ordinal) && name.AsSpan(AccountUser.Length).Count(':') == 1
        ? AccountOf(name[AccountUser.Length..], ':') ?? User(name)
        : User(name);

    /// <summary>Somebody in a group.</summary>
    /// <param name="name">The group's name.</param>
    public static AccessSubject Group(string name) => new(SubjectKind.Group, "", name);

    /// <summary>Whether this is a user who has the name of a service account: every rule for the account's name is for them too.</summary>
    public bool IsUserNamedLikeAccount => Kind == SubjectKind.User && Name.StartsWith(AccountUser, StringComparison.Ordinal);

    /// <summary>
    /// Who asks when this subject asks: with the groups that authentication gives everybody. Users are in <c>system:authenticated</c> and
    /// <c>system:anonymous</c> is in <c>system:unauthenticated</c>; accounts are in the two groups of accounts as well.
    /// </summary>
    public AccessUser AsUser() => Kind switch
    {
        SubjectKind.ServiceAccount => new AccessUser(
            AccessUser.ServiceAccount(Namespace, Name).Name, [AccessGroups.Accounts, AccessGroups.AccountsOf(Namespace), AccessGroups.Authenticated]),
        SubjectKind.Group => new AccessUser("", Name is AccessGroups.Authenticated or AccessGroups.Unauthenticated ? [Name] : [Name, AccessGroups.Authenticated]),
        _ => new AccessUser(Name, [Name == AccessGroups.Anonymous ? AccessGroups.Unauthenticated : AccessGroups.Authenticated]),
    };

    /// <summary>Reads <c>User:ada</c>, <c>Group:devs</c>, <c>ServiceAccount:shop/cart</c>, and the short forms of command lines: <c>sa:shop/cart</c>,
    /// <c>group:devs</c>, <c>system:serviceaccount:shop:cart</c>; any other text is a user's name.</summary>
    /// <param name="text">The text.</param>
    /// <param name="subject">The subject.</param>
    /// <returns>Whether the text names a subject.</returns>
    public static bool TryParse(string text, [NotNullWhen(true)] out AccessSubject? subject)
    {
        subject = null;
        var colon = text.IndexOf(':', StringComparison.Ordinal);
        var rest = text[(colon + 1)..];
        switch (colon < 0 ? "" : text[..colon].ToLowerInvariant())
        {
            case "user":
                subject = rest.Length > 0 ? User(rest) : null;
                break;
            case "group":
                subject = rest.Length > 0 ? Group(rest) : null;
                break;
            case "serviceaccount" or "sa":
                subject = AccountOf(rest, '/');
                break;
            default:
                subject = text.StartsWith(AccountUser, StringComparison.Ordinal) ? AccountOf(text[AccountUser.Length..], ':') : text.Length > 0 ? User(text) : null;
                break;
        }

        return subject is not null;
    }

    /// <summary>The subject as it is written: <c>User:ada</c>, <c>ServiceAccount:shop/cart</c>.</summary>
    public override string ToString() => Kind == SubjectKind.ServiceAccount ? $"ServiceAccount:{Namespace}/{Name}" : $"{Kind}:{Name}";

    private static AccessSubject? AccountOf(string text, char separator)
    {
        var at = text.IndexOf(separator, StringComparison.Ordinal);
        return at > 0 && at < text.Length - 1 ? Account(text[..at], text[(at + 1)..]) : null;
    }
}
