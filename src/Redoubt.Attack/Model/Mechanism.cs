namespace Redoubt.Attack.Model;

/// <summary>What a single failure of a mechanism covers.</summary>
internal enum FailureScope
{
    /// <summary>Every place of the platform.</summary>
    Platform,

    /// <summary>Everything that runs one image, whatever its tag.</summary>
    Image,

    /// <summary>All rules of one admission engine.</summary>
    Engine,
}

/// <summary>A kind of thing that an attacker must defeat at the time of the attack (<c>mechanisms.yaml</c>).</summary>
/// <param name="Name">Its name.</param>
/// <param name="Layer">The layer that it belongs to.</param>
/// <param name="One">What a single failure covers.</param>
/// <param name="Say">What its failure means.</param>
internal sealed record Mechanism(string Name, string Layer, FailureScope One, string Say)
{
    /// <summary>Whether it stops only some forms of an attack.</summary>
    public bool IsPartial { get; init; }

    /// <summary>Whether it is assumed to hold as configured, and never counted.</summary>
    public bool IsBase { get; init; }

    /// <summary>Whether it records an attack and stops nothing.</summary>
    public bool IsDetection { get; init; }

    /// <summary>The mechanism with which it falls: of one engine all rules fail together.</summary>
    public string FailsAs { get; init; } = Name;
}
