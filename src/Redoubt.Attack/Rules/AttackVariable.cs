using Redoubt.Attack.Techniques;
using Redoubt.Catalog.Values;

namespace Redoubt.Attack.Rules;

/// <summary>The variable <c>attack</c> of controls (docs/attack.md): how many independent things must fail before something is lost.</summary>
public static class AttackVariable
{
    /// <summary>The variable, as a configuration has it.</summary>
    /// <param name="techniques">How an attacker moves; asked for when the first rule asks.</param>
    /// <param name="settings">What the configuration says of entries and jewels.</param>
    public static GivenVariable Of(Func<TechniqueCatalog> techniques, AttackSettings settings) =>
        new("attack", AttackQuestions.AttackType, AttackLibrary.Library, platform => new AttackQuestions(platform, techniques, settings));
}
