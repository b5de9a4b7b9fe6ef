using Redoubt.Attack;
using Redoubt.Catalog;

namespace Redoubt.Run.Attack;

/// <summary>Steps of ways as reports tell them.</summary>
internal static class DepthSteps
{
    /// <summary>A step.</summary>
    /// <param name="step">The step.</param>
    /// <param name="isNew">Whether it was not possible before.</param>
    public static DepthStep Of(AttackStep step, bool isNew = false)
    {
        var location = step.Place is { } place ? new Location(place.File, place.Line, place.Column, "") : new Location("", 0, 0, "");
        return new DepthStep(step.Technique, step.Title, step.On, location, step.Ends, isNew);
    }
}
