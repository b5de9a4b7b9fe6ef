namespace Redoubt.Network;

/// <summary>Whether something fits, as far as it is known.</summary>
public enum Match
{
    /// <summary>It does not.</summary>
    No,

    /// <summary>That is not known.</summary>
    Maybe,

    /// <summary>It does.</summary>
    Yes,
}
