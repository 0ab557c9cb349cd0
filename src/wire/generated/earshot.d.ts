import * as $protobuf from "protobufjs/minimal.js";
import Long = require("long");

/** Namespace earshot. */
export namespace earshot {

    /**
     * Properties of a Signed.
     * @deprecated Use earshot.Signed.$Properties instead.
     */
    interface ISigned extends earshot.Signed.$Properties {
    }

    /** Represents a Signed. */
    class Signed {

        /**
         * Constructs a new Signed.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Signed.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Signed payload. */
        payload: Uint8Array;

        /** Signed signature. */
        signature: Uint8Array;

        /**
         * Creates a new Signed instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Signed instance
         */
        static create(properties: earshot.Signed.$Shape): earshot.Signed & earshot.Signed.$Shape;
        static create(properties?: earshot.Signed.$Properties): earshot.Signed;

        /**
         * Encodes the specified Signed message. Does not implicitly {@link earshot.Signed.verify|verify} messages.
         * @param message Signed message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Signed.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Signed message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Signed & earshot.Signed.$Shape} Signed
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Signed & earshot.Signed.$Shape;
    }

    namespace Signed {

        /** Properties of a Signed. */
        interface $Properties {

            /** Signed payload */
            payload?: (Uint8Array|null);

            /** Signed signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Signed. */
        type $Shape = earshot.Signed.$Properties;
    }

    /**
     * Properties of a DeviceCertificate.
     * @deprecated Use earshot.DeviceCertificate.$Properties instead.
     */
    interface IDeviceCertificate extends earshot.DeviceCertificate.$Properties {
    }

    /** Represents a DeviceCertificate. */
    class DeviceCertificate {

        /**
         * Constructs a new DeviceCertificate.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.DeviceCertificate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeviceCertificate account. */
        account: Uint8Array;

        /** DeviceCertificate device. */
        device: Uint8Array;

        /** DeviceCertificate ratchetKey. */
        ratchetKey: Uint8Array;

        /** DeviceCertificate created. */
        created: number;

        /** DeviceCertificate expires. */
        expires: number;

        /**
         * Creates a new DeviceCertificate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeviceCertificate instance
         */
        static create(properties: earshot.DeviceCertificate.$Shape): earshot.DeviceCertificate & earshot.DeviceCertificate.$Shape;
        static create(properties?: earshot.DeviceCertificate.$Properties): earshot.DeviceCertificate;

        /**
         * Encodes the specified DeviceCertificate message. Does not implicitly {@link earshot.DeviceCertificate.verify|verify} messages.
         * @param message DeviceCertificate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.DeviceCertificate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeviceCertificate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.DeviceCertificate & earshot.DeviceCertificate.$Shape} DeviceCertificate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.DeviceCertificate & earshot.DeviceCertificate.$Shape;
    }

    namespace DeviceCertificate {

        /** Properties of a DeviceCertificate. */
        interface $Properties {

            /** DeviceCertificate account */
            account?: (Uint8Array|null);

            /** DeviceCertificate device */
            device?: (Uint8Array|null);

            /** DeviceCertificate ratchetKey */
            ratchetKey?: (Uint8Array|null);

            /** DeviceCertificate created */
            created?: (number|null);

            /** DeviceCertificate expires */
            expires?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeviceCertificate. */
        type $Shape = earshot.DeviceCertificate.$Properties;
    }

    /**
     * Properties of a DeviceList.
     * @deprecated Use earshot.DeviceList.$Properties instead.
     */
    interface IDeviceList extends earshot.DeviceList.$Properties {
    }

    /** Represents a DeviceList. */
    class DeviceList {

        /**
         * Constructs a new DeviceList.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.DeviceList.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DeviceList account. */
        account: Uint8Array;

        /** DeviceList version. */
        version: number;

        /** DeviceList certificates. */
        certificates: earshot.Signed.$Properties[];

        /** DeviceList revoked. */
        revoked: Uint8Array[];

        /**
         * Creates a new DeviceList instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DeviceList instance
         */
        static create(properties: earshot.DeviceList.$Shape): earshot.DeviceList & earshot.DeviceList.$Shape;
        static create(properties?: earshot.DeviceList.$Properties): earshot.DeviceList;

        /**
         * Encodes the specified DeviceList message. Does not implicitly {@link earshot.DeviceList.verify|verify} messages.
         * @param message DeviceList message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.DeviceList.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DeviceList message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.DeviceList & earshot.DeviceList.$Shape} DeviceList
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.DeviceList & earshot.DeviceList.$Shape;
    }

    namespace DeviceList {

        /** Properties of a DeviceList. */
        interface $Properties {

            /** DeviceList account */
            account?: (Uint8Array|null);

            /** DeviceList version */
            version?: (number|null);

            /** DeviceList certificates */
            certificates?: (earshot.Signed.$Properties[]|null);

            /** DeviceList revoked */
            revoked?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DeviceList. */
        type $Shape = earshot.DeviceList.$Properties;
    }

    /**
     * Properties of a MailboxAddress.
     * @deprecated Use earshot.MailboxAddress.$Properties instead.
     */
    interface IMailboxAddress extends earshot.MailboxAddress.$Properties {
    }

    /** Represents a MailboxAddress. */
    class MailboxAddress {

        /**
         * Constructs a new MailboxAddress.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.MailboxAddress.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MailboxAddress mailbox. */
        mailbox: Uint8Array;

        /** MailboxAddress addresses. */
        addresses: Uint8Array[];

        /**
         * Creates a new MailboxAddress instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MailboxAddress instance
         */
        static create(properties: earshot.MailboxAddress.$Shape): earshot.MailboxAddress & earshot.MailboxAddress.$Shape;
        static create(properties?: earshot.MailboxAddress.$Properties): earshot.MailboxAddress;

        /**
         * Encodes the specified MailboxAddress message. Does not implicitly {@link earshot.MailboxAddress.verify|verify} messages.
         * @param message MailboxAddress message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.MailboxAddress.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MailboxAddress message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.MailboxAddress & earshot.MailboxAddress.$Shape} MailboxAddress
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.MailboxAddress & earshot.MailboxAddress.$Shape;
    }

    namespace MailboxAddress {

        /** Properties of a MailboxAddress. */
        interface $Properties {

            /** MailboxAddress mailbox */
            mailbox?: (Uint8Array|null);

            /** MailboxAddress addresses */
            addresses?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MailboxAddress. */
        type $Shape = earshot.MailboxAddress.$Properties;
    }

    /**
     * Properties of an Invite.
     * @deprecated Use earshot.Invite.$Properties instead.
     */
    interface IInvite extends earshot.Invite.$Properties {
    }

    /** Represents an Invite. */
    class Invite {

        /**
         * Constructs a new Invite.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Invite.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Invite account. */
        account: Uint8Array;

        /** Invite name. */
        name: string;

        /** Invite mailboxes. */
        mailboxes: earshot.MailboxAddress.$Properties[];

        /** Invite id. */
        id: Uint8Array;

        /** Invite secret. */
        secret: Uint8Array;

        /** Invite expires. */
        expires: number;

        /**
         * Creates a new Invite instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Invite instance
         */
        static create(properties: earshot.Invite.$Shape): earshot.Invite & earshot.Invite.$Shape;
        static create(properties?: earshot.Invite.$Properties): earshot.Invite;

        /**
         * Encodes the specified Invite message. Does not implicitly {@link earshot.Invite.verify|verify} messages.
         * @param message Invite message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Invite.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Invite message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Invite & earshot.Invite.$Shape} Invite
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Invite & earshot.Invite.$Shape;
    }

    namespace Invite {

        /** Properties of an Invite. */
        interface $Properties {

            /** Invite account */
            account?: (Uint8Array|null);

            /** Invite name */
            name?: (string|null);

            /** Invite mailboxes */
            mailboxes?: (earshot.MailboxAddress.$Properties[]|null);

            /** Invite id */
            id?: (Uint8Array|null);

            /** Invite secret */
            secret?: (Uint8Array|null);

            /** Invite expires */
            expires?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Invite. */
        type $Shape = earshot.Invite.$Properties;
    }

    /**
     * Properties of a PrekeyBundle.
     * @deprecated Use earshot.PrekeyBundle.$Properties instead.
     */
    interface IPrekeyBundle extends earshot.PrekeyBundle.$Properties {
    }

    /** Represents a PrekeyBundle. */
    class PrekeyBundle {

        /**
         * Constructs a new PrekeyBundle.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.PrekeyBundle.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PrekeyBundle deviceList. */
        deviceList?: (earshot.Signed.$Properties|null);

        /** PrekeyBundle device. */
        device: Uint8Array;

        /** PrekeyBundle signedPrekeyId. */
        signedPrekeyId: number;

        /** PrekeyBundle signedPrekey. */
        signedPrekey: Uint8Array;

        /** PrekeyBundle kemPrekeyId. */
        kemPrekeyId: number;

        /** PrekeyBundle kemPrekey. */
        kemPrekey: Uint8Array;

        /** PrekeyBundle requestKey. */
        requestKey: Uint8Array;

        /** PrekeyBundle suites. */
        suites: number[];

        /** PrekeyBundle created. */
        created: number;

        /** PrekeyBundle expires. */
        expires: number;

        /**
         * Creates a new PrekeyBundle instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PrekeyBundle instance
         */
        static create(properties: earshot.PrekeyBundle.$Shape): earshot.PrekeyBundle & earshot.PrekeyBundle.$Shape;
        static create(properties?: earshot.PrekeyBundle.$Properties): earshot.PrekeyBundle;

        /**
         * Encodes the specified PrekeyBundle message. Does not implicitly {@link earshot.PrekeyBundle.verify|verify} messages.
         * @param message PrekeyBundle message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.PrekeyBundle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PrekeyBundle message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.PrekeyBundle & earshot.PrekeyBundle.$Shape} PrekeyBundle
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.PrekeyBundle & earshot.PrekeyBundle.$Shape;
    }

    namespace PrekeyBundle {

        /** Properties of a PrekeyBundle. */
        interface $Properties {

            /** PrekeyBundle deviceList */
            deviceList?: (earshot.Signed.$Properties|null);

            /** PrekeyBundle device */
            device?: (Uint8Array|null);

            /** PrekeyBundle signedPrekeyId */
            signedPrekeyId?: (number|null);

            /** PrekeyBundle signedPrekey */
            signedPrekey?: (Uint8Array|null);

            /** PrekeyBundle kemPrekeyId */
            kemPrekeyId?: (number|null);

            /** PrekeyBundle kemPrekey */
            kemPrekey?: (Uint8Array|null);

            /** PrekeyBundle requestKey */
            requestKey?: (Uint8Array|null);

            /** PrekeyBundle suites */
            suites?: (number[]|null);

            /** PrekeyBundle created */
            created?: (number|null);

            /** PrekeyBundle expires */
            expires?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PrekeyBundle. */
        type $Shape = earshot.PrekeyBundle.$Properties;
    }

    /**
     * Properties of a OneTimePrekey.
     * @deprecated Use earshot.OneTimePrekey.$Properties instead.
     */
    interface IOneTimePrekey extends earshot.OneTimePrekey.$Properties {
    }

    /** Represents a OneTimePrekey. */
    class OneTimePrekey {

        /**
         * Constructs a new OneTimePrekey.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.OneTimePrekey.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OneTimePrekey device. */
        device: Uint8Array;

        /** OneTimePrekey id. */
        id: number;

        /** OneTimePrekey curveKey. */
        curveKey: Uint8Array;

        /** OneTimePrekey kemKey. */
        kemKey: Uint8Array;

        /** OneTimePrekey created. */
        created: number;

        /** OneTimePrekey expires. */
        expires: number;

        /**
         * Creates a new OneTimePrekey instance using the specified properties.
         * @param [properties] Properties to set
         * @returns OneTimePrekey instance
         */
        static create(properties: earshot.OneTimePrekey.$Shape): earshot.OneTimePrekey & earshot.OneTimePrekey.$Shape;
        static create(properties?: earshot.OneTimePrekey.$Properties): earshot.OneTimePrekey;

        /**
         * Encodes the specified OneTimePrekey message. Does not implicitly {@link earshot.OneTimePrekey.verify|verify} messages.
         * @param message OneTimePrekey message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.OneTimePrekey.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a OneTimePrekey message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.OneTimePrekey & earshot.OneTimePrekey.$Shape} OneTimePrekey
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.OneTimePrekey & earshot.OneTimePrekey.$Shape;
    }

    namespace OneTimePrekey {

        /** Properties of a OneTimePrekey. */
        interface $Properties {

            /** OneTimePrekey device */
            device?: (Uint8Array|null);

            /** OneTimePrekey id */
            id?: (number|null);

            /** OneTimePrekey curveKey */
            curveKey?: (Uint8Array|null);

            /** OneTimePrekey kemKey */
            kemKey?: (Uint8Array|null);

            /** OneTimePrekey created */
            created?: (number|null);

            /** OneTimePrekey expires */
            expires?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a OneTimePrekey. */
        type $Shape = earshot.OneTimePrekey.$Properties;
    }

    /**
     * Properties of a Descriptor.
     * @deprecated Use earshot.Descriptor.$Properties instead.
     */
    interface IDescriptor extends earshot.Descriptor.$Properties {
    }

    /** Represents a Descriptor. */
    class Descriptor {

        /**
         * Constructs a new Descriptor.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Descriptor.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Descriptor device. */
        device: Uint8Array;

        /** Descriptor revision. */
        revision: number;

        /** Descriptor expires. */
        expires: number;

        /** Descriptor deviceList. */
        deviceList?: (earshot.Signed.$Properties|null);

        /** Descriptor suites. */
        suites: number[];

        /** Descriptor requestMailboxes. */
        requestMailboxes: earshot.MailboxAddress.$Properties[];

        /** Descriptor inner. */
        inner: Uint8Array;

        /**
         * Creates a new Descriptor instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Descriptor instance
         */
        static create(properties: earshot.Descriptor.$Shape): earshot.Descriptor & earshot.Descriptor.$Shape;
        static create(properties?: earshot.Descriptor.$Properties): earshot.Descriptor;

        /**
         * Encodes the specified Descriptor message. Does not implicitly {@link earshot.Descriptor.verify|verify} messages.
         * @param message Descriptor message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Descriptor.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Descriptor message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Descriptor & earshot.Descriptor.$Shape} Descriptor
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Descriptor & earshot.Descriptor.$Shape;
    }

    namespace Descriptor {

        /** Properties of a Descriptor. */
        interface $Properties {

            /** Descriptor device */
            device?: (Uint8Array|null);

            /** Descriptor revision */
            revision?: (number|null);

            /** Descriptor expires */
            expires?: (number|null);

            /** Descriptor deviceList */
            deviceList?: (earshot.Signed.$Properties|null);

            /** Descriptor suites */
            suites?: (number[]|null);

            /** Descriptor requestMailboxes */
            requestMailboxes?: (earshot.MailboxAddress.$Properties[]|null);

            /** Descriptor inner */
            inner?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Descriptor. */
        type $Shape = earshot.Descriptor.$Properties;
    }

    /**
     * Properties of a DescriptorInner.
     * @deprecated Use earshot.DescriptorInner.$Properties instead.
     */
    interface IDescriptorInner extends earshot.DescriptorInner.$Properties {
    }

    /** Represents a DescriptorInner. */
    class DescriptorInner {

        /**
         * Constructs a new DescriptorInner.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.DescriptorInner.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DescriptorInner addresses. */
        addresses: Uint8Array[];

        /** DescriptorInner mailboxes. */
        mailboxes: earshot.MailboxAddress.$Properties[];

        /**
         * Creates a new DescriptorInner instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DescriptorInner instance
         */
        static create(properties: earshot.DescriptorInner.$Shape): earshot.DescriptorInner & earshot.DescriptorInner.$Shape;
        static create(properties?: earshot.DescriptorInner.$Properties): earshot.DescriptorInner;

        /**
         * Encodes the specified DescriptorInner message. Does not implicitly {@link earshot.DescriptorInner.verify|verify} messages.
         * @param message DescriptorInner message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.DescriptorInner.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DescriptorInner message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.DescriptorInner & earshot.DescriptorInner.$Shape} DescriptorInner
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.DescriptorInner & earshot.DescriptorInner.$Shape;
    }

    namespace DescriptorInner {

        /** Properties of a DescriptorInner. */
        interface $Properties {

            /** DescriptorInner addresses */
            addresses?: (Uint8Array[]|null);

            /** DescriptorInner mailboxes */
            mailboxes?: (earshot.MailboxAddress.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DescriptorInner. */
        type $Shape = earshot.DescriptorInner.$Properties;
    }

    /**
     * Properties of a LookupRecord.
     * @deprecated Use earshot.LookupRecord.$Properties instead.
     */
    interface ILookupRecord extends earshot.LookupRecord.$Properties {
    }

    /** Represents a LookupRecord. */
    class LookupRecord {

        /**
         * Constructs a new LookupRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.LookupRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LookupRecord key. */
        key: Uint8Array;

        /** LookupRecord day. */
        day: number;

        /** LookupRecord revision. */
        revision: number;

        /** LookupRecord sealed. */
        sealed: Uint8Array;

        /**
         * Creates a new LookupRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LookupRecord instance
         */
        static create(properties: earshot.LookupRecord.$Shape): earshot.LookupRecord & earshot.LookupRecord.$Shape;
        static create(properties?: earshot.LookupRecord.$Properties): earshot.LookupRecord;

        /**
         * Encodes the specified LookupRecord message. Does not implicitly {@link earshot.LookupRecord.verify|verify} messages.
         * @param message LookupRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.LookupRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LookupRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.LookupRecord & earshot.LookupRecord.$Shape} LookupRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.LookupRecord & earshot.LookupRecord.$Shape;
    }

    namespace LookupRecord {

        /** Properties of a LookupRecord. */
        interface $Properties {

            /** LookupRecord key */
            key?: (Uint8Array|null);

            /** LookupRecord day */
            day?: (number|null);

            /** LookupRecord revision */
            revision?: (number|null);

            /** LookupRecord sealed */
            sealed?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LookupRecord. */
        type $Shape = earshot.LookupRecord.$Properties;
    }

    /**
     * Properties of a LeaveAnswer.
     * @deprecated Use earshot.LeaveAnswer.$Properties instead.
     */
    interface ILeaveAnswer extends earshot.LeaveAnswer.$Properties {
    }

    /** Represents a LeaveAnswer. */
    class LeaveAnswer {

        /**
         * Constructs a new LeaveAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.LeaveAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LeaveAnswer kept. */
        kept: boolean;

        /**
         * Creates a new LeaveAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LeaveAnswer instance
         */
        static create(properties: earshot.LeaveAnswer.$Shape): earshot.LeaveAnswer & earshot.LeaveAnswer.$Shape;
        static create(properties?: earshot.LeaveAnswer.$Properties): earshot.LeaveAnswer;

        /**
         * Encodes the specified LeaveAnswer message. Does not implicitly {@link earshot.LeaveAnswer.verify|verify} messages.
         * @param message LeaveAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.LeaveAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LeaveAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.LeaveAnswer & earshot.LeaveAnswer.$Shape} LeaveAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.LeaveAnswer & earshot.LeaveAnswer.$Shape;
    }

    namespace LeaveAnswer {

        /** Properties of a LeaveAnswer. */
        interface $Properties {

            /** LeaveAnswer kept */
            kept?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LeaveAnswer. */
        type $Shape = earshot.LeaveAnswer.$Properties;
    }

    /**
     * Properties of a MailboxRequest.
     * @deprecated Use earshot.MailboxRequest.$Properties instead.
     */
    interface IMailboxRequest extends earshot.MailboxRequest.$Properties {
    }

    /** Represents a MailboxRequest. */
    class MailboxRequest {

        /**
         * Constructs a new MailboxRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.MailboxRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MailboxRequest id. */
        id: number;

        /** MailboxRequest store. */
        store?: (earshot.StoreMessage.$Properties|null);

        /** MailboxRequest register. */
        register?: (earshot.Register.$Properties|null);

        /** MailboxRequest fetch. */
        fetch?: (earshot.Fetch.$Properties|null);

        /** MailboxRequest acknowledge. */
        acknowledge?: (earshot.Signed.$Properties|null);

        /** MailboxRequest getBundle. */
        getBundle?: (earshot.GetBundle.$Properties|null);

        /** MailboxRequest stock. */
        stock?: (earshot.Stock.$Properties|null);

        /** MailboxRequest lease. */
        lease?: (earshot.Lease.$Properties|null);

        /** MailboxRequest watch. */
        watch?: (earshot.Watch.$Properties|null);

        /** MailboxRequest kind. */
        kind?: ("store"|"register"|"fetch"|"acknowledge"|"getBundle"|"stock"|"lease"|"watch");

        /**
         * Creates a new MailboxRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MailboxRequest instance
         */
        static create(properties: earshot.MailboxRequest.$Shape): earshot.MailboxRequest & earshot.MailboxRequest.$Shape;
        static create(properties?: earshot.MailboxRequest.$Properties): earshot.MailboxRequest;

        /**
         * Encodes the specified MailboxRequest message. Does not implicitly {@link earshot.MailboxRequest.verify|verify} messages.
         * @param message MailboxRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.MailboxRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MailboxRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.MailboxRequest & earshot.MailboxRequest.$Shape} MailboxRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.MailboxRequest & earshot.MailboxRequest.$Shape;
    }

    namespace MailboxRequest {

        /** Properties of a MailboxRequest. */
        interface $Properties {

            /** MailboxRequest id */
            id?: (number|null);

            /** MailboxRequest store */
            store?: (earshot.StoreMessage.$Properties|null);

            /** MailboxRequest register */
            register?: (earshot.Register.$Properties|null);

            /** MailboxRequest fetch */
            fetch?: (earshot.Fetch.$Properties|null);

            /** MailboxRequest acknowledge */
            acknowledge?: (earshot.Signed.$Properties|null);

            /** MailboxRequest getBundle */
            getBundle?: (earshot.GetBundle.$Properties|null);

            /** MailboxRequest stock */
            stock?: (earshot.Stock.$Properties|null);

            /** MailboxRequest lease */
            lease?: (earshot.Lease.$Properties|null);

            /** MailboxRequest watch */
            watch?: (earshot.Watch.$Properties|null);

            /** MailboxRequest kind */
            kind?: ("store"|"register"|"fetch"|"acknowledge"|"getBundle"|"stock"|"lease"|"watch");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a MailboxRequest. */
        type $Shape = {
          id?: number|null;
          store?: earshot.StoreMessage.$Shape|null;
          register?: earshot.Register.$Shape|null;
          fetch?: earshot.Fetch.$Shape|null;
          acknowledge?: earshot.Signed.$Shape|null;
          getBundle?: earshot.GetBundle.$Shape|null;
          stock?: earshot.Stock.$Shape|null;
          lease?: earshot.Lease.$Shape|null;
          watch?: earshot.Watch.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ kind?: undefined; store?: null; register?: null; fetch?: null; acknowledge?: null; getBundle?: null; stock?: null; lease?: null; watch?: null }|{ kind?: "store"; store: earshot.StoreMessage.$Shape; register?: null; fetch?: null; acknowledge?: null; getBundle?: null; stock?: null; lease?: null; watch?: null }|{ kind?: "register"; store?: null; register: earshot.Register.$Shape; fetch?: null; acknowledge?: null; getBundle?: null; stock?: null; lease?: null; watch?: null }|{ kind?: "fetch"; store?: null; register?: null; fetch: earshot.Fetch.$Shape; acknowledge?: null; getBundle?: null; stock?: null; lease?: null; watch?: null }|{ kind?: "acknowledge"; store?: null; register?: null; fetch?: null; acknowledge: earshot.Signed.$Shape; getBundle?: null; stock?: null; lease?: null; watch?: null }|{ kind?: "getBundle"; store?: null; register?: null; fetch?: null; acknowledge?: null; getBundle: earshot.GetBundle.$Shape; stock?: null; lease?: null; watch?: null }|{ kind?: "stock"; store?: null; register?: null; fetch?: null; acknowledge?: null; getBundle?: null; stock: earshot.Stock.$Shape; lease?: null; watch?: null }|{ kind?: "lease"; store?: null; register?: null; fetch?: null; acknowledge?: null; getBundle?: null; stock?: null; lease: earshot.Lease.$Shape; watch?: null }|{ kind?: "watch"; store?: null; register?: null; fetch?: null; acknowledge?: null; getBundle?: null; stock?: null; lease?: null; watch: earshot.Watch.$Shape })
        );
    }

    /**
     * Properties of a MailboxResponse.
     * @deprecated Use earshot.MailboxResponse.$Properties instead.
     */
    interface IMailboxResponse extends earshot.MailboxResponse.$Properties {
    }

    /** Represents a MailboxResponse. */
    class MailboxResponse {

        /**
         * Constructs a new MailboxResponse.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.MailboxResponse.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MailboxResponse id. */
        id: number;

        /** MailboxResponse receipt. */
        receipt?: (earshot.StoreReceipt.$Properties|null);

        /** MailboxResponse registered. */
        registered?: (earshot.Registered.$Properties|null);

        /** MailboxResponse items. */
        items?: (earshot.Items.$Properties|null);

        /** MailboxResponse acknowledged. */
        acknowledged?: (earshot.Acknowledged.$Properties|null);

        /** MailboxResponse bundle. */
        bundle?: (earshot.Bundle.$Properties|null);

        /** MailboxResponse refusal. */
        refusal?: (earshot.Refusal.$Properties|null);

        /** MailboxResponse newMail. */
        newMail?: (earshot.NewMail.$Properties|null);

        /** MailboxResponse stocked. */
        stocked?: (earshot.Stocked.$Properties|null);

        /** MailboxResponse leased. */
        leased?: (earshot.Leased.$Properties|null);

        /** MailboxResponse watched. */
        watched?: (earshot.Watched.$Properties|null);

        /** MailboxResponse kind. */
        kind?: ("receipt"|"registered"|"items"|"acknowledged"|"bundle"|"refusal"|"newMail"|"stocked"|"leased"|"watched");

        /**
         * Creates a new MailboxResponse instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MailboxResponse instance
         */
        static create(properties: earshot.MailboxResponse.$Shape): earshot.MailboxResponse & earshot.MailboxResponse.$Shape;
        static create(properties?: earshot.MailboxResponse.$Properties): earshot.MailboxResponse;

        /**
         * Encodes the specified MailboxResponse message. Does not implicitly {@link earshot.MailboxResponse.verify|verify} messages.
         * @param message MailboxResponse message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.MailboxResponse.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MailboxResponse message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.MailboxResponse & earshot.MailboxResponse.$Shape} MailboxResponse
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.MailboxResponse & earshot.MailboxResponse.$Shape;
    }

    namespace MailboxResponse {

        /** Properties of a MailboxResponse. */
        interface $Properties {

            /** MailboxResponse id */
            id?: (number|null);

            /** MailboxResponse receipt */
            receipt?: (earshot.StoreReceipt.$Properties|null);

            /** MailboxResponse registered */
            registered?: (earshot.Registered.$Properties|null);

            /** MailboxResponse items */
            items?: (earshot.Items.$Properties|null);

            /** MailboxResponse acknowledged */
            acknowledged?: (earshot.Acknowledged.$Properties|null);

            /** MailboxResponse bundle */
            bundle?: (earshot.Bundle.$Properties|null);

            /** MailboxResponse refusal */
            refusal?: (earshot.Refusal.$Properties|null);

            /** MailboxResponse newMail */
            newMail?: (earshot.NewMail.$Properties|null);

            /** MailboxResponse stocked */
            stocked?: (earshot.Stocked.$Properties|null);

            /** MailboxResponse leased */
            leased?: (earshot.Leased.$Properties|null);

            /** MailboxResponse watched */
            watched?: (earshot.Watched.$Properties|null);

            /** MailboxResponse kind */
            kind?: ("receipt"|"registered"|"items"|"acknowledged"|"bundle"|"refusal"|"newMail"|"stocked"|"leased"|"watched");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a MailboxResponse. */
        type $Shape = {
          id?: number|null;
          receipt?: earshot.StoreReceipt.$Shape|null;
          registered?: earshot.Registered.$Shape|null;
          items?: earshot.Items.$Shape|null;
          acknowledged?: earshot.Acknowledged.$Shape|null;
          bundle?: earshot.Bundle.$Shape|null;
          refusal?: earshot.Refusal.$Shape|null;
          newMail?: earshot.NewMail.$Shape|null;
          stocked?: earshot.Stocked.$Shape|null;
          leased?: earshot.Leased.$Shape|null;
          watched?: earshot.Watched.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ kind?: undefined; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "receipt"; receipt: earshot.StoreReceipt.$Shape; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "registered"; receipt?: null; registered: earshot.Registered.$Shape; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "items"; receipt?: null; registered?: null; items: earshot.Items.$Shape; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "acknowledged"; receipt?: null; registered?: null; items?: null; acknowledged: earshot.Acknowledged.$Shape; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "bundle"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle: earshot.Bundle.$Shape; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "refusal"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal: earshot.Refusal.$Shape; newMail?: null; stocked?: null; leased?: null; watched?: null }|{ kind?: "newMail"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail: earshot.NewMail.$Shape; stocked?: null; leased?: null; watched?: null }|{ kind?: "stocked"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked: earshot.Stocked.$Shape; leased?: null; watched?: null }|{ kind?: "leased"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased: earshot.Leased.$Shape; watched?: null }|{ kind?: "watched"; receipt?: null; registered?: null; items?: null; acknowledged?: null; bundle?: null; refusal?: null; newMail?: null; stocked?: null; leased?: null; watched: earshot.Watched.$Shape })
        );
    }

    /**
     * Properties of a StoreMessage.
     * @deprecated Use earshot.StoreMessage.$Properties instead.
     */
    interface IStoreMessage extends earshot.StoreMessage.$Properties {
    }

    /** Represents a StoreMessage. */
    class StoreMessage {

        /**
         * Constructs a new StoreMessage.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.StoreMessage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** StoreMessage forUserId. */
        forUserId: string;

        /** StoreMessage encryptedMessage. */
        encryptedMessage: Uint8Array;

        /** StoreMessage expiresAt. */
        expiresAt: number;

        /** StoreMessage token. */
        token: Uint8Array;

        /** StoreMessage nonce. */
        nonce: Uint8Array;

        /**
         * Creates a new StoreMessage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns StoreMessage instance
         */
        static create(properties: earshot.StoreMessage.$Shape): earshot.StoreMessage & earshot.StoreMessage.$Shape;
        static create(properties?: earshot.StoreMessage.$Properties): earshot.StoreMessage;

        /**
         * Encodes the specified StoreMessage message. Does not implicitly {@link earshot.StoreMessage.verify|verify} messages.
         * @param message StoreMessage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.StoreMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a StoreMessage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.StoreMessage & earshot.StoreMessage.$Shape} StoreMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.StoreMessage & earshot.StoreMessage.$Shape;
    }

    namespace StoreMessage {

        /** Properties of a StoreMessage. */
        interface $Properties {

            /** StoreMessage forUserId */
            forUserId?: (string|null);

            /** StoreMessage encryptedMessage */
            encryptedMessage?: (Uint8Array|null);

            /** StoreMessage expiresAt */
            expiresAt?: (number|null);

            /** StoreMessage token */
            token?: (Uint8Array|null);

            /** StoreMessage nonce */
            nonce?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a StoreMessage. */
        type $Shape = earshot.StoreMessage.$Properties;
    }

    /**
     * Properties of a StoreReceipt.
     * @deprecated Use earshot.StoreReceipt.$Properties instead.
     */
    interface IStoreReceipt extends earshot.StoreReceipt.$Properties {
    }

    /** Represents a StoreReceipt. */
    class StoreReceipt {

        /**
         * Constructs a new StoreReceipt.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.StoreReceipt.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** StoreReceipt payload. */
        payload: Uint8Array;

        /** StoreReceipt signature. */
        signature: Uint8Array;

        /**
         * Creates a new StoreReceipt instance using the specified properties.
         * @param [properties] Properties to set
         * @returns StoreReceipt instance
         */
        static create(properties: earshot.StoreReceipt.$Shape): earshot.StoreReceipt & earshot.StoreReceipt.$Shape;
        static create(properties?: earshot.StoreReceipt.$Properties): earshot.StoreReceipt;

        /**
         * Encodes the specified StoreReceipt message. Does not implicitly {@link earshot.StoreReceipt.verify|verify} messages.
         * @param message StoreReceipt message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.StoreReceipt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a StoreReceipt message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.StoreReceipt & earshot.StoreReceipt.$Shape} StoreReceipt
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.StoreReceipt & earshot.StoreReceipt.$Shape;
    }

    namespace StoreReceipt {

        /** Properties of a StoreReceipt. */
        interface $Properties {

            /** StoreReceipt payload */
            payload?: (Uint8Array|null);

            /** StoreReceipt signature */
            signature?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a StoreReceipt. */
        type $Shape = earshot.StoreReceipt.$Properties;
    }

    /**
     * Properties of a CustodyReceipt.
     * @deprecated Use earshot.CustodyReceipt.$Properties instead.
     */
    interface ICustodyReceipt extends earshot.CustodyReceipt.$Properties {
    }

    /** Represents a CustodyReceipt. */
    class CustodyReceipt {

        /**
         * Constructs a new CustodyReceipt.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.CustodyReceipt.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CustodyReceipt coordinator. */
        coordinator: Uint8Array;

        /** CustodyReceipt mailbox. */
        mailbox: Uint8Array;

        /** CustodyReceipt item. */
        item: Uint8Array;

        /** CustodyReceipt expiresAt. */
        expiresAt: number;

        /** CustodyReceipt nonce. */
        nonce: Uint8Array;

        /**
         * Creates a new CustodyReceipt instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CustodyReceipt instance
         */
        static create(properties: earshot.CustodyReceipt.$Shape): earshot.CustodyReceipt & earshot.CustodyReceipt.$Shape;
        static create(properties?: earshot.CustodyReceipt.$Properties): earshot.CustodyReceipt;

        /**
         * Encodes the specified CustodyReceipt message. Does not implicitly {@link earshot.CustodyReceipt.verify|verify} messages.
         * @param message CustodyReceipt message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.CustodyReceipt.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CustodyReceipt message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.CustodyReceipt & earshot.CustodyReceipt.$Shape} CustodyReceipt
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.CustodyReceipt & earshot.CustodyReceipt.$Shape;
    }

    namespace CustodyReceipt {

        /** Properties of a CustodyReceipt. */
        interface $Properties {

            /** CustodyReceipt coordinator */
            coordinator?: (Uint8Array|null);

            /** CustodyReceipt mailbox */
            mailbox?: (Uint8Array|null);

            /** CustodyReceipt item */
            item?: (Uint8Array|null);

            /** CustodyReceipt expiresAt */
            expiresAt?: (number|null);

            /** CustodyReceipt nonce */
            nonce?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CustodyReceipt. */
        type $Shape = earshot.CustodyReceipt.$Properties;
    }

    /**
     * Properties of a Register.
     * @deprecated Use earshot.Register.$Properties instead.
     */
    interface IRegister extends earshot.Register.$Properties {
    }

    /** Represents a Register. */
    class Register {

        /**
         * Constructs a new Register.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Register.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Register grants. */
        grants: earshot.Grant.$Properties[];

        /** Register bundle. */
        bundle: Uint8Array;

        /** Register network. */
        network: Uint8Array;

        /** Register membership. */
        membership: Uint8Array;

        /** Register epoch. */
        epoch: Uint8Array;

        /**
         * Creates a new Register instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Register instance
         */
        static create(properties: earshot.Register.$Shape): earshot.Register & earshot.Register.$Shape;
        static create(properties?: earshot.Register.$Properties): earshot.Register;

        /**
         * Encodes the specified Register message. Does not implicitly {@link earshot.Register.verify|verify} messages.
         * @param message Register message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Register.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Register message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Register & earshot.Register.$Shape} Register
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Register & earshot.Register.$Shape;
    }

    namespace Register {

        /** Properties of a Register. */
        interface $Properties {

            /** Register grants */
            grants?: (earshot.Grant.$Properties[]|null);

            /** Register bundle */
            bundle?: (Uint8Array|null);

            /** Register network */
            network?: (Uint8Array|null);

            /** Register membership */
            membership?: (Uint8Array|null);

            /** Register epoch */
            epoch?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Register. */
        type $Shape = earshot.Register.$Properties;
    }

    /**
     * Properties of a Grant.
     * @deprecated Use earshot.Grant.$Properties instead.
     */
    interface IGrant extends earshot.Grant.$Properties {
    }

    /** Represents a Grant. */
    class Grant {

        /**
         * Constructs a new Grant.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Grant.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Grant tokenHash. */
        tokenHash: Uint8Array;

        /** Grant stranger. */
        stranger: boolean;

        /** Grant expires. */
        expires: number;

        /**
         * Creates a new Grant instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Grant instance
         */
        static create(properties: earshot.Grant.$Shape): earshot.Grant & earshot.Grant.$Shape;
        static create(properties?: earshot.Grant.$Properties): earshot.Grant;

        /**
         * Encodes the specified Grant message. Does not implicitly {@link earshot.Grant.verify|verify} messages.
         * @param message Grant message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Grant.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Grant message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Grant & earshot.Grant.$Shape} Grant
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Grant & earshot.Grant.$Shape;
    }

    namespace Grant {

        /** Properties of a Grant. */
        interface $Properties {

            /** Grant tokenHash */
            tokenHash?: (Uint8Array|null);

            /** Grant stranger */
            stranger?: (boolean|null);

            /** Grant expires */
            expires?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Grant. */
        type $Shape = earshot.Grant.$Properties;
    }

    /**
     * Properties of a Registered.
     * @deprecated Use earshot.Registered.$Properties instead.
     */
    interface IRegistered extends earshot.Registered.$Properties {
    }

    /** Represents a Registered. */
    class Registered {

        /**
         * Constructs a new Registered.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Registered.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Registered incarnation. */
        incarnation: Uint8Array;

        /** Registered lapses. */
        lapses: number;

        /** Registered epoch. */
        epoch: Uint8Array;

        /** Registered prekeysLeft. */
        prekeysLeft: number;

        /**
         * Creates a new Registered instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Registered instance
         */
        static create(properties: earshot.Registered.$Shape): earshot.Registered & earshot.Registered.$Shape;
        static create(properties?: earshot.Registered.$Properties): earshot.Registered;

        /**
         * Encodes the specified Registered message. Does not implicitly {@link earshot.Registered.verify|verify} messages.
         * @param message Registered message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Registered.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Registered message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Registered & earshot.Registered.$Shape} Registered
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Registered & earshot.Registered.$Shape;
    }

    namespace Registered {

        /** Properties of a Registered. */
        interface $Properties {

            /** Registered incarnation */
            incarnation?: (Uint8Array|null);

            /** Registered lapses */
            lapses?: (number|null);

            /** Registered epoch */
            epoch?: (Uint8Array|null);

            /** Registered prekeysLeft */
            prekeysLeft?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Registered. */
        type $Shape = earshot.Registered.$Properties;
    }

    /**
     * Properties of a Fetch.
     * @deprecated Use earshot.Fetch.$Properties instead.
     */
    interface IFetch extends earshot.Fetch.$Properties {
    }

    /** Represents a Fetch. */
    class Fetch {

        /**
         * Constructs a new Fetch.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Fetch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Fetch incarnation. */
        incarnation: Uint8Array;

        /** Fetch after. */
        after: number;

        /**
         * Creates a new Fetch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Fetch instance
         */
        static create(properties: earshot.Fetch.$Shape): earshot.Fetch & earshot.Fetch.$Shape;
        static create(properties?: earshot.Fetch.$Properties): earshot.Fetch;

        /**
         * Encodes the specified Fetch message. Does not implicitly {@link earshot.Fetch.verify|verify} messages.
         * @param message Fetch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Fetch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Fetch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Fetch & earshot.Fetch.$Shape} Fetch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Fetch & earshot.Fetch.$Shape;
    }

    namespace Fetch {

        /** Properties of a Fetch. */
        interface $Properties {

            /** Fetch incarnation */
            incarnation?: (Uint8Array|null);

            /** Fetch after */
            after?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Fetch. */
        type $Shape = earshot.Fetch.$Properties;
    }

    /**
     * Properties of an Items.
     * @deprecated Use earshot.Items.$Properties instead.
     */
    interface IItems extends earshot.Items.$Properties {
    }

    /** Represents an Items. */
    class Items {

        /**
         * Constructs a new Items.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Items.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Items incarnation. */
        incarnation: Uint8Array;

        /** Items items. */
        items: earshot.Item.$Properties[];

        /** Items more. */
        more: boolean;

        /**
         * Creates a new Items instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Items instance
         */
        static create(properties: earshot.Items.$Shape): earshot.Items & earshot.Items.$Shape;
        static create(properties?: earshot.Items.$Properties): earshot.Items;

        /**
         * Encodes the specified Items message. Does not implicitly {@link earshot.Items.verify|verify} messages.
         * @param message Items message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Items.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Items message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Items & earshot.Items.$Shape} Items
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Items & earshot.Items.$Shape;
    }

    namespace Items {

        /** Properties of an Items. */
        interface $Properties {

            /** Items incarnation */
            incarnation?: (Uint8Array|null);

            /** Items items */
            items?: (earshot.Item.$Properties[]|null);

            /** Items more */
            more?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Items. */
        type $Shape = earshot.Items.$Properties;
    }

    /**
     * Properties of an Item.
     * @deprecated Use earshot.Item.$Properties instead.
     */
    interface IItem extends earshot.Item.$Properties {
    }

    /** Represents an Item. */
    class Item {

        /**
         * Constructs a new Item.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Item.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Item sequence. */
        sequence: number;

        /** Item tokenHash. */
        tokenHash: Uint8Array;

        /** Item encryptedMessage. */
        encryptedMessage: Uint8Array;

        /**
         * Creates a new Item instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Item instance
         */
        static create(properties: earshot.Item.$Shape): earshot.Item & earshot.Item.$Shape;
        static create(properties?: earshot.Item.$Properties): earshot.Item;

        /**
         * Encodes the specified Item message. Does not implicitly {@link earshot.Item.verify|verify} messages.
         * @param message Item message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Item.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Item message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Item & earshot.Item.$Shape} Item
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Item & earshot.Item.$Shape;
    }

    namespace Item {

        /** Properties of an Item. */
        interface $Properties {

            /** Item sequence */
            sequence?: (number|null);

            /** Item tokenHash */
            tokenHash?: (Uint8Array|null);

            /** Item encryptedMessage */
            encryptedMessage?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Item. */
        type $Shape = earshot.Item.$Properties;
    }

    /**
     * Properties of an AcknowledgedItems.
     * @deprecated Use earshot.AcknowledgedItems.$Properties instead.
     */
    interface IAcknowledgedItems extends earshot.AcknowledgedItems.$Properties {
    }

    /** Represents an AcknowledgedItems. */
    class AcknowledgedItems {

        /**
         * Constructs a new AcknowledgedItems.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.AcknowledgedItems.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AcknowledgedItems coordinator. */
        coordinator: Uint8Array;

        /** AcknowledgedItems mailbox. */
        mailbox: Uint8Array;

        /** AcknowledgedItems items. */
        items: Uint8Array[];

        /** AcknowledgedItems at. */
        at: number;

        /**
         * Creates a new AcknowledgedItems instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AcknowledgedItems instance
         */
        static create(properties: earshot.AcknowledgedItems.$Shape): earshot.AcknowledgedItems & earshot.AcknowledgedItems.$Shape;
        static create(properties?: earshot.AcknowledgedItems.$Properties): earshot.AcknowledgedItems;

        /**
         * Encodes the specified AcknowledgedItems message. Does not implicitly {@link earshot.AcknowledgedItems.verify|verify} messages.
         * @param message AcknowledgedItems message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.AcknowledgedItems.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AcknowledgedItems message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.AcknowledgedItems & earshot.AcknowledgedItems.$Shape} AcknowledgedItems
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.AcknowledgedItems & earshot.AcknowledgedItems.$Shape;
    }

    namespace AcknowledgedItems {

        /** Properties of an AcknowledgedItems. */
        interface $Properties {

            /** AcknowledgedItems coordinator */
            coordinator?: (Uint8Array|null);

            /** AcknowledgedItems mailbox */
            mailbox?: (Uint8Array|null);

            /** AcknowledgedItems items */
            items?: (Uint8Array[]|null);

            /** AcknowledgedItems at */
            at?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AcknowledgedItems. */
        type $Shape = earshot.AcknowledgedItems.$Properties;
    }

    /**
     * Properties of an Acknowledged.
     * @deprecated Use earshot.Acknowledged.$Properties instead.
     */
    interface IAcknowledged extends earshot.Acknowledged.$Properties {
    }

    /** Represents an Acknowledged. */
    class Acknowledged {

        /**
         * Constructs a new Acknowledged.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Acknowledged.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Acknowledged instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Acknowledged instance
         */
        static create(properties: earshot.Acknowledged.$Shape): earshot.Acknowledged & earshot.Acknowledged.$Shape;
        static create(properties?: earshot.Acknowledged.$Properties): earshot.Acknowledged;

        /**
         * Encodes the specified Acknowledged message. Does not implicitly {@link earshot.Acknowledged.verify|verify} messages.
         * @param message Acknowledged message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Acknowledged.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Acknowledged message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Acknowledged & earshot.Acknowledged.$Shape} Acknowledged
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Acknowledged & earshot.Acknowledged.$Shape;
    }

    namespace Acknowledged {

        /** Properties of an Acknowledged. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Acknowledged. */
        type $Shape = earshot.Acknowledged.$Properties;
    }

    /**
     * Properties of a NewMail.
     * @deprecated Use earshot.NewMail.$Properties instead.
     */
    interface INewMail extends earshot.NewMail.$Properties {
    }

    /** Represents a NewMail. */
    class NewMail {

        /**
         * Constructs a new NewMail.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.NewMail.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new NewMail instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NewMail instance
         */
        static create(properties: earshot.NewMail.$Shape): earshot.NewMail & earshot.NewMail.$Shape;
        static create(properties?: earshot.NewMail.$Properties): earshot.NewMail;

        /**
         * Encodes the specified NewMail message. Does not implicitly {@link earshot.NewMail.verify|verify} messages.
         * @param message NewMail message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.NewMail.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NewMail message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.NewMail & earshot.NewMail.$Shape} NewMail
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.NewMail & earshot.NewMail.$Shape;
    }

    namespace NewMail {

        /** Properties of a NewMail. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NewMail. */
        type $Shape = earshot.NewMail.$Properties;
    }

    /**
     * Properties of a GetBundle.
     * @deprecated Use earshot.GetBundle.$Properties instead.
     */
    interface IGetBundle extends earshot.GetBundle.$Properties {
    }

    /** Represents a GetBundle. */
    class GetBundle {

        /**
         * Constructs a new GetBundle.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.GetBundle.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** GetBundle mailbox. */
        mailbox: Uint8Array;

        /** GetBundle lastResort. */
        lastResort: boolean;

        /**
         * Creates a new GetBundle instance using the specified properties.
         * @param [properties] Properties to set
         * @returns GetBundle instance
         */
        static create(properties: earshot.GetBundle.$Shape): earshot.GetBundle & earshot.GetBundle.$Shape;
        static create(properties?: earshot.GetBundle.$Properties): earshot.GetBundle;

        /**
         * Encodes the specified GetBundle message. Does not implicitly {@link earshot.GetBundle.verify|verify} messages.
         * @param message GetBundle message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.GetBundle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a GetBundle message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.GetBundle & earshot.GetBundle.$Shape} GetBundle
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.GetBundle & earshot.GetBundle.$Shape;
    }

    namespace GetBundle {

        /** Properties of a GetBundle. */
        interface $Properties {

            /** GetBundle mailbox */
            mailbox?: (Uint8Array|null);

            /** GetBundle lastResort */
            lastResort?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a GetBundle. */
        type $Shape = earshot.GetBundle.$Properties;
    }

    /**
     * Properties of a Stock.
     * @deprecated Use earshot.Stock.$Properties instead.
     */
    interface IStock extends earshot.Stock.$Properties {
    }

    /** Represents a Stock. */
    class Stock {

        /**
         * Constructs a new Stock.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Stock.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Stock prekeys. */
        prekeys: Uint8Array[];

        /**
         * Creates a new Stock instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Stock instance
         */
        static create(properties: earshot.Stock.$Shape): earshot.Stock & earshot.Stock.$Shape;
        static create(properties?: earshot.Stock.$Properties): earshot.Stock;

        /**
         * Encodes the specified Stock message. Does not implicitly {@link earshot.Stock.verify|verify} messages.
         * @param message Stock message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Stock.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Stock message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Stock & earshot.Stock.$Shape} Stock
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Stock & earshot.Stock.$Shape;
    }

    namespace Stock {

        /** Properties of a Stock. */
        interface $Properties {

            /** Stock prekeys */
            prekeys?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Stock. */
        type $Shape = earshot.Stock.$Properties;
    }

    /**
     * Properties of a Stocked.
     * @deprecated Use earshot.Stocked.$Properties instead.
     */
    interface IStocked extends earshot.Stocked.$Properties {
    }

    /** Represents a Stocked. */
    class Stocked {

        /**
         * Constructs a new Stocked.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Stocked.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /**
         * Creates a new Stocked instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Stocked instance
         */
        static create(properties: earshot.Stocked.$Shape): earshot.Stocked & earshot.Stocked.$Shape;
        static create(properties?: earshot.Stocked.$Properties): earshot.Stocked;

        /**
         * Encodes the specified Stocked message. Does not implicitly {@link earshot.Stocked.verify|verify} messages.
         * @param message Stocked message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Stocked.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Stocked message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Stocked & earshot.Stocked.$Shape} Stocked
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Stocked & earshot.Stocked.$Shape;
    }

    namespace Stocked {

        /** Properties of a Stocked. */
        interface $Properties {

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Stocked. */
        type $Shape = earshot.Stocked.$Properties;
    }

    /**
     * Properties of a Bundle.
     * @deprecated Use earshot.Bundle.$Properties instead.
     */
    interface IBundle extends earshot.Bundle.$Properties {
    }

    /** Represents a Bundle. */
    class Bundle {

        /**
         * Constructs a new Bundle.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Bundle.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Bundle sealed. */
        sealed: Uint8Array;

        /** Bundle oneTime. */
        oneTime: Uint8Array;

        /**
         * Creates a new Bundle instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Bundle instance
         */
        static create(properties: earshot.Bundle.$Shape): earshot.Bundle & earshot.Bundle.$Shape;
        static create(properties?: earshot.Bundle.$Properties): earshot.Bundle;

        /**
         * Encodes the specified Bundle message. Does not implicitly {@link earshot.Bundle.verify|verify} messages.
         * @param message Bundle message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Bundle.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Bundle message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Bundle & earshot.Bundle.$Shape} Bundle
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Bundle & earshot.Bundle.$Shape;
    }

    namespace Bundle {

        /** Properties of a Bundle. */
        interface $Properties {

            /** Bundle sealed */
            sealed?: (Uint8Array|null);

            /** Bundle oneTime */
            oneTime?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Bundle. */
        type $Shape = earshot.Bundle.$Properties;
    }

    /**
     * Properties of a Lease.
     * @deprecated Use earshot.Lease.$Properties instead.
     */
    interface ILease extends earshot.Lease.$Properties {
    }

    /** Represents a Lease. */
    class Lease {

        /**
         * Constructs a new Lease.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Lease.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Lease change. */
        change: earshot.Lease.Change;

        /** Lease tags. */
        tags: Uint8Array[];

        /**
         * Creates a new Lease instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Lease instance
         */
        static create(properties: earshot.Lease.$Shape): earshot.Lease & earshot.Lease.$Shape;
        static create(properties?: earshot.Lease.$Properties): earshot.Lease;

        /**
         * Encodes the specified Lease message. Does not implicitly {@link earshot.Lease.verify|verify} messages.
         * @param message Lease message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Lease.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Lease message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Lease & earshot.Lease.$Shape} Lease
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Lease & earshot.Lease.$Shape;
    }

    namespace Lease {

        /** Properties of a Lease. */
        interface $Properties {

            /** Lease change */
            change?: (earshot.Lease.Change|null);

            /** Lease tags */
            tags?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Lease. */
        type $Shape = earshot.Lease.$Properties;

        /** Change enum. */
        enum Change {

            /** RENEW value */
            RENEW = 0,

            /** SET value */
            SET = 1,

            /** LEAVE value */
            LEAVE = 2
        }
    }

    /**
     * Properties of a Leased.
     * @deprecated Use earshot.Leased.$Properties instead.
     */
    interface ILeased extends earshot.Leased.$Properties {
    }

    /** Represents a Leased. */
    class Leased {

        /**
         * Constructs a new Leased.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Leased.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Leased held. */
        held: boolean;

        /**
         * Creates a new Leased instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Leased instance
         */
        static create(properties: earshot.Leased.$Shape): earshot.Leased & earshot.Leased.$Shape;
        static create(properties?: earshot.Leased.$Properties): earshot.Leased;

        /**
         * Encodes the specified Leased message. Does not implicitly {@link earshot.Leased.verify|verify} messages.
         * @param message Leased message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Leased.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Leased message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Leased & earshot.Leased.$Shape} Leased
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Leased & earshot.Leased.$Shape;
    }

    namespace Leased {

        /** Properties of a Leased. */
        interface $Properties {

            /** Leased held */
            held?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Leased. */
        type $Shape = earshot.Leased.$Properties;
    }

    /**
     * Properties of a Watch.
     * @deprecated Use earshot.Watch.$Properties instead.
     */
    interface IWatch extends earshot.Watch.$Properties {
    }

    /** Represents a Watch. */
    class Watch {

        /**
         * Constructs a new Watch.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Watch.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Watch tags. */
        tags: Uint8Array[];

        /**
         * Creates a new Watch instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Watch instance
         */
        static create(properties: earshot.Watch.$Shape): earshot.Watch & earshot.Watch.$Shape;
        static create(properties?: earshot.Watch.$Properties): earshot.Watch;

        /**
         * Encodes the specified Watch message. Does not implicitly {@link earshot.Watch.verify|verify} messages.
         * @param message Watch message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Watch.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Watch message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Watch & earshot.Watch.$Shape} Watch
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Watch & earshot.Watch.$Shape;
    }

    namespace Watch {

        /** Properties of a Watch. */
        interface $Properties {

            /** Watch tags */
            tags?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Watch. */
        type $Shape = earshot.Watch.$Properties;
    }

    /**
     * Properties of a Watched.
     * @deprecated Use earshot.Watched.$Properties instead.
     */
    interface IWatched extends earshot.Watched.$Properties {
    }

    /** Represents a Watched. */
    class Watched {

        /**
         * Constructs a new Watched.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Watched.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Watched state. */
        state: earshot.Watched.State;

        /**
         * Creates a new Watched instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Watched instance
         */
        static create(properties: earshot.Watched.$Shape): earshot.Watched & earshot.Watched.$Shape;
        static create(properties?: earshot.Watched.$Properties): earshot.Watched;

        /**
         * Encodes the specified Watched message. Does not implicitly {@link earshot.Watched.verify|verify} messages.
         * @param message Watched message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Watched.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Watched message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Watched & earshot.Watched.$Shape} Watched
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Watched & earshot.Watched.$Shape;
    }

    namespace Watched {

        /** Properties of a Watched. */
        interface $Properties {

            /** Watched state */
            state?: (earshot.Watched.State|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Watched. */
        type $Shape = earshot.Watched.$Properties;

        /** State enum. */
        enum State {

            /** UNKNOWN value */
            UNKNOWN = 0,

            /** OFFLINE value */
            OFFLINE = 1,

            /** ONLINE value */
            ONLINE = 2
        }
    }

    /**
     * Properties of a Refusal.
     * @deprecated Use earshot.Refusal.$Properties instead.
     */
    interface IRefusal extends earshot.Refusal.$Properties {
    }

    /** Represents a Refusal. */
    class Refusal {

        /**
         * Constructs a new Refusal.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Refusal.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Refusal reason. */
        reason: earshot.Refusal.Reason;

        /**
         * Creates a new Refusal instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Refusal instance
         */
        static create(properties: earshot.Refusal.$Shape): earshot.Refusal & earshot.Refusal.$Shape;
        static create(properties?: earshot.Refusal.$Properties): earshot.Refusal;

        /**
         * Encodes the specified Refusal message. Does not implicitly {@link earshot.Refusal.verify|verify} messages.
         * @param message Refusal message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Refusal.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Refusal message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Refusal & earshot.Refusal.$Shape} Refusal
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Refusal & earshot.Refusal.$Shape;
    }

    namespace Refusal {

        /** Properties of a Refusal. */
        interface $Properties {

            /** Refusal reason */
            reason?: (earshot.Refusal.Reason|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Refusal. */
        type $Shape = earshot.Refusal.$Properties;

        /** Reason enum. */
        enum Reason {

            /** INVALID value */
            INVALID = 0,

            /** REFUSED value */
            REFUSED = 1,

            /** FULL value */
            FULL = 2,

            /** BUSY value */
            BUSY = 3
        }
    }

    /**
     * Properties of a MessageFrame.
     * @deprecated Use earshot.MessageFrame.$Properties instead.
     */
    interface IMessageFrame extends earshot.MessageFrame.$Properties {
    }

    /** Represents a MessageFrame. */
    class MessageFrame {

        /**
         * Constructs a new MessageFrame.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.MessageFrame.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MessageFrame envelopes. */
        envelopes: Uint8Array[];

        /** MessageFrame hello. */
        hello?: (earshot.Hello.$Properties|null);

        /** MessageFrame wantBundle. */
        wantBundle: boolean;

        /** MessageFrame bundle. */
        bundle?: (earshot.Signed.$Properties|null);

        /** MessageFrame parked. */
        parked: boolean;

        /**
         * Creates a new MessageFrame instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MessageFrame instance
         */
        static create(properties: earshot.MessageFrame.$Shape): earshot.MessageFrame & earshot.MessageFrame.$Shape;
        static create(properties?: earshot.MessageFrame.$Properties): earshot.MessageFrame;

        /**
         * Encodes the specified MessageFrame message. Does not implicitly {@link earshot.MessageFrame.verify|verify} messages.
         * @param message MessageFrame message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.MessageFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MessageFrame message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.MessageFrame & earshot.MessageFrame.$Shape} MessageFrame
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.MessageFrame & earshot.MessageFrame.$Shape;
    }

    namespace MessageFrame {

        /** Properties of a MessageFrame. */
        interface $Properties {

            /** MessageFrame envelopes */
            envelopes?: (Uint8Array[]|null);

            /** MessageFrame hello */
            hello?: (earshot.Hello.$Properties|null);

            /** MessageFrame wantBundle */
            wantBundle?: (boolean|null);

            /** MessageFrame bundle */
            bundle?: (earshot.Signed.$Properties|null);

            /** MessageFrame parked */
            parked?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MessageFrame. */
        type $Shape = earshot.MessageFrame.$Properties;
    }

    /**
     * Properties of a Hello.
     * @deprecated Use earshot.Hello.$Properties instead.
     */
    interface IHello extends earshot.Hello.$Properties {
    }

    /** Represents a Hello. */
    class Hello {

        /**
         * Constructs a new Hello.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Hello.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Hello seen. */
        seen: earshot.WriterMark.$Properties[];

        /** Hello sessions. */
        sessions: earshot.SessionMark.$Properties[];

        /**
         * Creates a new Hello instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Hello instance
         */
        static create(properties: earshot.Hello.$Shape): earshot.Hello & earshot.Hello.$Shape;
        static create(properties?: earshot.Hello.$Properties): earshot.Hello;

        /**
         * Encodes the specified Hello message. Does not implicitly {@link earshot.Hello.verify|verify} messages.
         * @param message Hello message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Hello.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Hello message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Hello & earshot.Hello.$Shape} Hello
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Hello & earshot.Hello.$Shape;
    }

    namespace Hello {

        /** Properties of a Hello. */
        interface $Properties {

            /** Hello seen */
            seen?: (earshot.WriterMark.$Properties[]|null);

            /** Hello sessions */
            sessions?: (earshot.SessionMark.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Hello. */
        type $Shape = earshot.Hello.$Properties;
    }

    /**
     * Properties of a SessionMark.
     * @deprecated Use earshot.SessionMark.$Properties instead.
     */
    interface ISessionMark extends earshot.SessionMark.$Properties {
    }

    /** Represents a SessionMark. */
    class SessionMark {

        /**
         * Constructs a new SessionMark.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.SessionMark.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SessionMark id. */
        id: Uint8Array;

        /** SessionMark own. */
        own: Uint8Array;

        /** SessionMark theirs. */
        theirs: Uint8Array;

        /**
         * Creates a new SessionMark instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SessionMark instance
         */
        static create(properties: earshot.SessionMark.$Shape): earshot.SessionMark & earshot.SessionMark.$Shape;
        static create(properties?: earshot.SessionMark.$Properties): earshot.SessionMark;

        /**
         * Encodes the specified SessionMark message. Does not implicitly {@link earshot.SessionMark.verify|verify} messages.
         * @param message SessionMark message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.SessionMark.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SessionMark message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.SessionMark & earshot.SessionMark.$Shape} SessionMark
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.SessionMark & earshot.SessionMark.$Shape;
    }

    namespace SessionMark {

        /** Properties of a SessionMark. */
        interface $Properties {

            /** SessionMark id */
            id?: (Uint8Array|null);

            /** SessionMark own */
            own?: (Uint8Array|null);

            /** SessionMark theirs */
            theirs?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SessionMark. */
        type $Shape = earshot.SessionMark.$Properties;
    }

    /**
     * Properties of a WriterMark.
     * @deprecated Use earshot.WriterMark.$Properties instead.
     */
    interface IWriterMark extends earshot.WriterMark.$Properties {
    }

    /** Represents a WriterMark. */
    class WriterMark {

        /**
         * Constructs a new WriterMark.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.WriterMark.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WriterMark writerId. */
        writerId: Uint8Array;

        /** WriterMark counter. */
        counter: number;

        /** WriterMark hash. */
        hash: Uint8Array;

        /**
         * Creates a new WriterMark instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WriterMark instance
         */
        static create(properties: earshot.WriterMark.$Shape): earshot.WriterMark & earshot.WriterMark.$Shape;
        static create(properties?: earshot.WriterMark.$Properties): earshot.WriterMark;

        /**
         * Encodes the specified WriterMark message. Does not implicitly {@link earshot.WriterMark.verify|verify} messages.
         * @param message WriterMark message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.WriterMark.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WriterMark message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.WriterMark & earshot.WriterMark.$Shape} WriterMark
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.WriterMark & earshot.WriterMark.$Shape;
    }

    namespace WriterMark {

        /** Properties of a WriterMark. */
        interface $Properties {

            /** WriterMark writerId */
            writerId?: (Uint8Array|null);

            /** WriterMark counter */
            counter?: (number|null);

            /** WriterMark hash */
            hash?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WriterMark. */
        type $Shape = earshot.WriterMark.$Properties;
    }

    /**
     * Properties of an InitialMessage.
     * @deprecated Use earshot.InitialMessage.$Properties instead.
     */
    interface IInitialMessage extends earshot.InitialMessage.$Properties {
    }

    /** Represents an InitialMessage. */
    class InitialMessage {

        /**
         * Constructs a new InitialMessage.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.InitialMessage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** InitialMessage deviceList. */
        deviceList?: (earshot.Signed.$Properties|null);

        /** InitialMessage device. */
        device: Uint8Array;

        /** InitialMessage suite. */
        suite: number;

        /** InitialMessage signedPrekeyId. */
        signedPrekeyId: number;

        /** InitialMessage kemPrekeyId. */
        kemPrekeyId: number;

        /** InitialMessage ephemeral. */
        ephemeral: Uint8Array;

        /** InitialMessage kemCiphertext. */
        kemCiphertext: Uint8Array;

        /** InitialMessage envelope. */
        envelope: Uint8Array;

        /** InitialMessage oneTimePrekeyId. */
        oneTimePrekeyId: number;

        /**
         * Creates a new InitialMessage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns InitialMessage instance
         */
        static create(properties: earshot.InitialMessage.$Shape): earshot.InitialMessage & earshot.InitialMessage.$Shape;
        static create(properties?: earshot.InitialMessage.$Properties): earshot.InitialMessage;

        /**
         * Encodes the specified InitialMessage message. Does not implicitly {@link earshot.InitialMessage.verify|verify} messages.
         * @param message InitialMessage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.InitialMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an InitialMessage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.InitialMessage & earshot.InitialMessage.$Shape} InitialMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.InitialMessage & earshot.InitialMessage.$Shape;
    }

    namespace InitialMessage {

        /** Properties of an InitialMessage. */
        interface $Properties {

            /** InitialMessage deviceList */
            deviceList?: (earshot.Signed.$Properties|null);

            /** InitialMessage device */
            device?: (Uint8Array|null);

            /** InitialMessage suite */
            suite?: (number|null);

            /** InitialMessage signedPrekeyId */
            signedPrekeyId?: (number|null);

            /** InitialMessage kemPrekeyId */
            kemPrekeyId?: (number|null);

            /** InitialMessage ephemeral */
            ephemeral?: (Uint8Array|null);

            /** InitialMessage kemCiphertext */
            kemCiphertext?: (Uint8Array|null);

            /** InitialMessage envelope */
            envelope?: (Uint8Array|null);

            /** InitialMessage oneTimePrekeyId */
            oneTimePrekeyId?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an InitialMessage. */
        type $Shape = earshot.InitialMessage.$Properties;
    }

    /**
     * Properties of a Content.
     * @deprecated Use earshot.Content.$Properties instead.
     */
    interface IContent extends earshot.Content.$Properties {
    }

    /** Represents a Content. */
    class Content {

        /**
         * Constructs a new Content.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Content.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Content id. */
        id: Uint8Array;

        /** Content request. */
        request?: (earshot.ContactRequest.$Properties|null);

        /** Content accept. */
        accept?: (earshot.ContactAccept.$Properties|null);

        /** Content descriptor. */
        descriptor?: (earshot.DescriptorUpdate.$Properties|null);

        /** Content acknowledgement. */
        acknowledgement?: (earshot.Acknowledgement.$Properties|null);

        /** Content message. */
        message?: (earshot.StoredMessage.$Properties|null);

        /** Content resumption. */
        resumption?: (earshot.Resumption.$Properties|null);

        /** Content kind. */
        kind?: ("request"|"accept"|"descriptor"|"acknowledgement"|"message"|"resumption");

        /**
         * Creates a new Content instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Content instance
         */
        static create(properties: earshot.Content.$Shape): earshot.Content & earshot.Content.$Shape;
        static create(properties?: earshot.Content.$Properties): earshot.Content;

        /**
         * Encodes the specified Content message. Does not implicitly {@link earshot.Content.verify|verify} messages.
         * @param message Content message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Content.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Content message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Content & earshot.Content.$Shape} Content
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Content & earshot.Content.$Shape;
    }

    namespace Content {

        /** Properties of a Content. */
        interface $Properties {

            /** Content id */
            id?: (Uint8Array|null);

            /** Content request */
            request?: (earshot.ContactRequest.$Properties|null);

            /** Content accept */
            accept?: (earshot.ContactAccept.$Properties|null);

            /** Content descriptor */
            descriptor?: (earshot.DescriptorUpdate.$Properties|null);

            /** Content acknowledgement */
            acknowledgement?: (earshot.Acknowledgement.$Properties|null);

            /** Content message */
            message?: (earshot.StoredMessage.$Properties|null);

            /** Content resumption */
            resumption?: (earshot.Resumption.$Properties|null);

            /** Content kind */
            kind?: ("request"|"accept"|"descriptor"|"acknowledgement"|"message"|"resumption");

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a Content. */
        type $Shape = {
          id?: Uint8Array|null;
          request?: earshot.ContactRequest.$Shape|null;
          accept?: earshot.ContactAccept.$Shape|null;
          descriptor?: earshot.DescriptorUpdate.$Shape|null;
          acknowledgement?: earshot.Acknowledgement.$Shape|null;
          message?: earshot.StoredMessage.$Shape|null;
          resumption?: earshot.Resumption.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ kind?: undefined; request?: null; accept?: null; descriptor?: null; acknowledgement?: null; message?: null; resumption?: null }|{ kind?: "request"; request: earshot.ContactRequest.$Shape; accept?: null; descriptor?: null; acknowledgement?: null; message?: null; resumption?: null }|{ kind?: "accept"; request?: null; accept: earshot.ContactAccept.$Shape; descriptor?: null; acknowledgement?: null; message?: null; resumption?: null }|{ kind?: "descriptor"; request?: null; accept?: null; descriptor: earshot.DescriptorUpdate.$Shape; acknowledgement?: null; message?: null; resumption?: null }|{ kind?: "acknowledgement"; request?: null; accept?: null; descriptor?: null; acknowledgement: earshot.Acknowledgement.$Shape; message?: null; resumption?: null }|{ kind?: "message"; request?: null; accept?: null; descriptor?: null; acknowledgement?: null; message: earshot.StoredMessage.$Shape; resumption?: null }|{ kind?: "resumption"; request?: null; accept?: null; descriptor?: null; acknowledgement?: null; message?: null; resumption: earshot.Resumption.$Shape })
        );
    }

    /**
     * Properties of a ContactRequest.
     * @deprecated Use earshot.ContactRequest.$Properties instead.
     */
    interface IContactRequest extends earshot.ContactRequest.$Properties {
    }

    /** Represents a ContactRequest. */
    class ContactRequest {

        /**
         * Constructs a new ContactRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.ContactRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ContactRequest inviteId. */
        inviteId: Uint8Array;

        /** ContactRequest proof. */
        proof: Uint8Array;

        /** ContactRequest name. */
        name: string;

        /** ContactRequest reach. */
        reach?: (earshot.Reachability.$Properties|null);

        /**
         * Creates a new ContactRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ContactRequest instance
         */
        static create(properties: earshot.ContactRequest.$Shape): earshot.ContactRequest & earshot.ContactRequest.$Shape;
        static create(properties?: earshot.ContactRequest.$Properties): earshot.ContactRequest;

        /**
         * Encodes the specified ContactRequest message. Does not implicitly {@link earshot.ContactRequest.verify|verify} messages.
         * @param message ContactRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.ContactRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ContactRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.ContactRequest & earshot.ContactRequest.$Shape} ContactRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.ContactRequest & earshot.ContactRequest.$Shape;
    }

    namespace ContactRequest {

        /** Properties of a ContactRequest. */
        interface $Properties {

            /** ContactRequest inviteId */
            inviteId?: (Uint8Array|null);

            /** ContactRequest proof */
            proof?: (Uint8Array|null);

            /** ContactRequest name */
            name?: (string|null);

            /** ContactRequest reach */
            reach?: (earshot.Reachability.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ContactRequest. */
        type $Shape = earshot.ContactRequest.$Properties;
    }

    /**
     * Properties of a ContactAccept.
     * @deprecated Use earshot.ContactAccept.$Properties instead.
     */
    interface IContactAccept extends earshot.ContactAccept.$Properties {
    }

    /** Represents a ContactAccept. */
    class ContactAccept {

        /**
         * Constructs a new ContactAccept.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.ContactAccept.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ContactAccept name. */
        name: string;

        /** ContactAccept reach. */
        reach?: (earshot.Reachability.$Properties|null);

        /**
         * Creates a new ContactAccept instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ContactAccept instance
         */
        static create(properties: earshot.ContactAccept.$Shape): earshot.ContactAccept & earshot.ContactAccept.$Shape;
        static create(properties?: earshot.ContactAccept.$Properties): earshot.ContactAccept;

        /**
         * Encodes the specified ContactAccept message. Does not implicitly {@link earshot.ContactAccept.verify|verify} messages.
         * @param message ContactAccept message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.ContactAccept.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ContactAccept message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.ContactAccept & earshot.ContactAccept.$Shape} ContactAccept
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.ContactAccept & earshot.ContactAccept.$Shape;
    }

    namespace ContactAccept {

        /** Properties of a ContactAccept. */
        interface $Properties {

            /** ContactAccept name */
            name?: (string|null);

            /** ContactAccept reach */
            reach?: (earshot.Reachability.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ContactAccept. */
        type $Shape = earshot.ContactAccept.$Properties;
    }

    /**
     * Properties of a DescriptorUpdate.
     * @deprecated Use earshot.DescriptorUpdate.$Properties instead.
     */
    interface IDescriptorUpdate extends earshot.DescriptorUpdate.$Properties {
    }

    /** Represents a DescriptorUpdate. */
    class DescriptorUpdate {

        /**
         * Constructs a new DescriptorUpdate.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.DescriptorUpdate.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DescriptorUpdate reach. */
        reach?: (earshot.Reachability.$Properties|null);

        /**
         * Creates a new DescriptorUpdate instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DescriptorUpdate instance
         */
        static create(properties: earshot.DescriptorUpdate.$Shape): earshot.DescriptorUpdate & earshot.DescriptorUpdate.$Shape;
        static create(properties?: earshot.DescriptorUpdate.$Properties): earshot.DescriptorUpdate;

        /**
         * Encodes the specified DescriptorUpdate message. Does not implicitly {@link earshot.DescriptorUpdate.verify|verify} messages.
         * @param message DescriptorUpdate message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.DescriptorUpdate.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DescriptorUpdate message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.DescriptorUpdate & earshot.DescriptorUpdate.$Shape} DescriptorUpdate
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.DescriptorUpdate & earshot.DescriptorUpdate.$Shape;
    }

    namespace DescriptorUpdate {

        /** Properties of a DescriptorUpdate. */
        interface $Properties {

            /** DescriptorUpdate reach */
            reach?: (earshot.Reachability.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DescriptorUpdate. */
        type $Shape = earshot.DescriptorUpdate.$Properties;
    }

    /**
     * Properties of a Reachability.
     * @deprecated Use earshot.Reachability.$Properties instead.
     */
    interface IReachability extends earshot.Reachability.$Properties {
    }

    /** Represents a Reachability. */
    class Reachability {

        /**
         * Constructs a new Reachability.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Reachability.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Reachability descriptor. */
        descriptor?: (earshot.Signed.$Properties|null);

        /** Reachability descriptorKey. */
        descriptorKey: Uint8Array;

        /** Reachability depositSecret. */
        depositSecret: Uint8Array;

        /**
         * Creates a new Reachability instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Reachability instance
         */
        static create(properties: earshot.Reachability.$Shape): earshot.Reachability & earshot.Reachability.$Shape;
        static create(properties?: earshot.Reachability.$Properties): earshot.Reachability;

        /**
         * Encodes the specified Reachability message. Does not implicitly {@link earshot.Reachability.verify|verify} messages.
         * @param message Reachability message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Reachability.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Reachability message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Reachability & earshot.Reachability.$Shape} Reachability
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Reachability & earshot.Reachability.$Shape;
    }

    namespace Reachability {

        /** Properties of a Reachability. */
        interface $Properties {

            /** Reachability descriptor */
            descriptor?: (earshot.Signed.$Properties|null);

            /** Reachability descriptorKey */
            descriptorKey?: (Uint8Array|null);

            /** Reachability depositSecret */
            depositSecret?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Reachability. */
        type $Shape = earshot.Reachability.$Properties;
    }

    /**
     * Properties of an Acknowledgement.
     * @deprecated Use earshot.Acknowledgement.$Properties instead.
     */
    interface IAcknowledgement extends earshot.Acknowledgement.$Properties {
    }

    /** Represents an Acknowledgement. */
    class Acknowledgement {

        /**
         * Constructs a new Acknowledgement.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Acknowledgement.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Acknowledgement ids. */
        ids: Uint8Array[];

        /** Acknowledgement seen. */
        seen?: (earshot.WriterMark.$Properties|null);

        /**
         * Creates a new Acknowledgement instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Acknowledgement instance
         */
        static create(properties: earshot.Acknowledgement.$Shape): earshot.Acknowledgement & earshot.Acknowledgement.$Shape;
        static create(properties?: earshot.Acknowledgement.$Properties): earshot.Acknowledgement;

        /**
         * Encodes the specified Acknowledgement message. Does not implicitly {@link earshot.Acknowledgement.verify|verify} messages.
         * @param message Acknowledgement message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Acknowledgement.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an Acknowledgement message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Acknowledgement & earshot.Acknowledgement.$Shape} Acknowledgement
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Acknowledgement & earshot.Acknowledgement.$Shape;
    }

    namespace Acknowledgement {

        /** Properties of an Acknowledgement. */
        interface $Properties {

            /** Acknowledgement ids */
            ids?: (Uint8Array[]|null);

            /** Acknowledgement seen */
            seen?: (earshot.WriterMark.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an Acknowledgement. */
        type $Shape = earshot.Acknowledgement.$Properties;
    }

    /**
     * Properties of a Resumption.
     * @deprecated Use earshot.Resumption.$Properties instead.
     */
    interface IResumption extends earshot.Resumption.$Properties {
    }

    /** Represents a Resumption. */
    class Resumption {

        /**
         * Constructs a new Resumption.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Resumption.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Resumption own. */
        own?: (earshot.WriterMark.$Properties|null);

        /** Resumption held. */
        held: earshot.HeldWriter.$Properties[];

        /** Resumption lamport. */
        lamport: number;

        /**
         * Creates a new Resumption instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Resumption instance
         */
        static create(properties: earshot.Resumption.$Shape): earshot.Resumption & earshot.Resumption.$Shape;
        static create(properties?: earshot.Resumption.$Properties): earshot.Resumption;

        /**
         * Encodes the specified Resumption message. Does not implicitly {@link earshot.Resumption.verify|verify} messages.
         * @param message Resumption message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Resumption.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Resumption message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Resumption & earshot.Resumption.$Shape} Resumption
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Resumption & earshot.Resumption.$Shape;
    }

    namespace Resumption {

        /** Properties of a Resumption. */
        interface $Properties {

            /** Resumption own */
            own?: (earshot.WriterMark.$Properties|null);

            /** Resumption held */
            held?: (earshot.HeldWriter.$Properties[]|null);

            /** Resumption lamport */
            lamport?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Resumption. */
        type $Shape = earshot.Resumption.$Properties;
    }

    /**
     * Properties of a HeldWriter.
     * @deprecated Use earshot.HeldWriter.$Properties instead.
     */
    interface IHeldWriter extends earshot.HeldWriter.$Properties {
    }

    /** Represents a HeldWriter. */
    class HeldWriter {

        /**
         * Constructs a new HeldWriter.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.HeldWriter.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HeldWriter writerId. */
        writerId: Uint8Array;

        /** HeldWriter contiguous. */
        contiguous: number;

        /** HeldWriter highest. */
        highest: number;

        /** HeldWriter gaps. */
        gaps: earshot.Gap.$Properties[];

        /** HeldWriter hash. */
        hash: Uint8Array;

        /**
         * Creates a new HeldWriter instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HeldWriter instance
         */
        static create(properties: earshot.HeldWriter.$Shape): earshot.HeldWriter & earshot.HeldWriter.$Shape;
        static create(properties?: earshot.HeldWriter.$Properties): earshot.HeldWriter;

        /**
         * Encodes the specified HeldWriter message. Does not implicitly {@link earshot.HeldWriter.verify|verify} messages.
         * @param message HeldWriter message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.HeldWriter.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HeldWriter message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.HeldWriter & earshot.HeldWriter.$Shape} HeldWriter
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.HeldWriter & earshot.HeldWriter.$Shape;
    }

    namespace HeldWriter {

        /** Properties of a HeldWriter. */
        interface $Properties {

            /** HeldWriter writerId */
            writerId?: (Uint8Array|null);

            /** HeldWriter contiguous */
            contiguous?: (number|null);

            /** HeldWriter highest */
            highest?: (number|null);

            /** HeldWriter gaps */
            gaps?: (earshot.Gap.$Properties[]|null);

            /** HeldWriter hash */
            hash?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HeldWriter. */
        type $Shape = earshot.HeldWriter.$Properties;
    }

    /**
     * Properties of a Gap.
     * @deprecated Use earshot.Gap.$Properties instead.
     */
    interface IGap extends earshot.Gap.$Properties {
    }

    /** Represents a Gap. */
    class Gap {

        /**
         * Constructs a new Gap.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Gap.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Gap first. */
        first: number;

        /** Gap last. */
        last: number;

        /**
         * Creates a new Gap instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Gap instance
         */
        static create(properties: earshot.Gap.$Shape): earshot.Gap & earshot.Gap.$Shape;
        static create(properties?: earshot.Gap.$Properties): earshot.Gap;

        /**
         * Encodes the specified Gap message. Does not implicitly {@link earshot.Gap.verify|verify} messages.
         * @param message Gap message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Gap.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Gap message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Gap & earshot.Gap.$Shape} Gap
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Gap & earshot.Gap.$Shape;
    }

    namespace Gap {

        /** Properties of a Gap. */
        interface $Properties {

            /** Gap first */
            first?: (number|null);

            /** Gap last */
            last?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Gap. */
        type $Shape = earshot.Gap.$Properties;
    }

    /**
     * Properties of a StoredMessage.
     * @deprecated Use earshot.StoredMessage.$Properties instead.
     */
    interface IStoredMessage extends earshot.StoredMessage.$Properties {
    }

    /** Represents a StoredMessage. */
    class StoredMessage {

        /**
         * Constructs a new StoredMessage.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.StoredMessage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** StoredMessage writerId. */
        writerId: Uint8Array;

        /** StoredMessage counter. */
        counter: number;

        /** StoredMessage lamport. */
        lamport: number;

        /** StoredMessage heads. */
        heads: Uint8Array[];

        /** StoredMessage created. */
        created: number;

        /** StoredMessage expires. */
        expires: number;

        /** StoredMessage text. */
        text?: (earshot.Text.$Properties|null);

        /** StoredMessage body. */
        body?: "text";

        /**
         * Creates a new StoredMessage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns StoredMessage instance
         */
        static create(properties: earshot.StoredMessage.$Shape): earshot.StoredMessage & earshot.StoredMessage.$Shape;
        static create(properties?: earshot.StoredMessage.$Properties): earshot.StoredMessage;

        /**
         * Encodes the specified StoredMessage message. Does not implicitly {@link earshot.StoredMessage.verify|verify} messages.
         * @param message StoredMessage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.StoredMessage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a StoredMessage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.StoredMessage & earshot.StoredMessage.$Shape} StoredMessage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.StoredMessage & earshot.StoredMessage.$Shape;
    }

    namespace StoredMessage {

        /** Properties of a StoredMessage. */
        interface $Properties {

            /** StoredMessage writerId */
            writerId?: (Uint8Array|null);

            /** StoredMessage counter */
            counter?: (number|null);

            /** StoredMessage lamport */
            lamport?: (number|null);

            /** StoredMessage heads */
            heads?: (Uint8Array[]|null);

            /** StoredMessage created */
            created?: (number|null);

            /** StoredMessage expires */
            expires?: (number|null);

            /** StoredMessage text */
            text?: (earshot.Text.$Properties|null);

            /** StoredMessage body */
            body?: "text";

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Narrowed shape of a StoredMessage. */
        type $Shape = {
          writerId?: Uint8Array|null;
          counter?: number|null;
          lamport?: number|null;
          heads?: Uint8Array[]|null;
          created?: number|null;
          expires?: number|null;
          text?: earshot.Text.$Shape|null;
          $unknowns?: Uint8Array[];
        } & (
          ({ body?: undefined; text?: null }|{ body?: "text"; text: earshot.Text.$Shape })
        );
    }

    /**
     * Properties of a Text.
     * @deprecated Use earshot.Text.$Properties instead.
     */
    interface IText extends earshot.Text.$Properties {
    }

    /** Represents a Text. */
    class Text {

        /**
         * Constructs a new Text.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Text.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Text text. */
        text: string;

        /**
         * Creates a new Text instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Text instance
         */
        static create(properties: earshot.Text.$Shape): earshot.Text & earshot.Text.$Shape;
        static create(properties?: earshot.Text.$Properties): earshot.Text;

        /**
         * Encodes the specified Text message. Does not implicitly {@link earshot.Text.verify|verify} messages.
         * @param message Text message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Text.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Text message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Text & earshot.Text.$Shape} Text
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Text & earshot.Text.$Shape;
    }

    namespace Text {

        /** Properties of a Text. */
        interface $Properties {

            /** Text text */
            text?: (string|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Text. */
        type $Shape = earshot.Text.$Properties;
    }

    /**
     * Properties of a PresenceFrame.
     * @deprecated Use earshot.PresenceFrame.$Properties instead.
     */
    interface IPresenceFrame extends earshot.PresenceFrame.$Properties {
    }

    /** Represents a PresenceFrame. */
    class PresenceFrame {

        /**
         * Constructs a new PresenceFrame.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.PresenceFrame.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PresenceFrame network. */
        network: Uint8Array;

        /** PresenceFrame sealedState. */
        sealedState: Uint8Array;

        /**
         * Creates a new PresenceFrame instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PresenceFrame instance
         */
        static create(properties: earshot.PresenceFrame.$Shape): earshot.PresenceFrame & earshot.PresenceFrame.$Shape;
        static create(properties?: earshot.PresenceFrame.$Properties): earshot.PresenceFrame;

        /**
         * Encodes the specified PresenceFrame message. Does not implicitly {@link earshot.PresenceFrame.verify|verify} messages.
         * @param message PresenceFrame message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.PresenceFrame.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PresenceFrame message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.PresenceFrame & earshot.PresenceFrame.$Shape} PresenceFrame
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.PresenceFrame & earshot.PresenceFrame.$Shape;
    }

    namespace PresenceFrame {

        /** Properties of a PresenceFrame. */
        interface $Properties {

            /** PresenceFrame network */
            network?: (Uint8Array|null);

            /** PresenceFrame sealedState */
            sealedState?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PresenceFrame. */
        type $Shape = earshot.PresenceFrame.$Properties;
    }

    /**
     * Properties of a NetworkState.
     * @deprecated Use earshot.NetworkState.$Properties instead.
     */
    interface INetworkState extends earshot.NetworkState.$Properties {
    }

    /** Represents a NetworkState. */
    class NetworkState {

        /**
         * Constructs a new NetworkState.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.NetworkState.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NetworkState onlineMembers. */
        onlineMembers: string[];

        /** NetworkState coordinators. */
        coordinators: string[];

        /** NetworkState timestamp. */
        timestamp: number;

        /** NetworkState heartbeats. */
        heartbeats: earshot.Signed.$Properties[];

        /** NetworkState delta. */
        delta?: (earshot.Signed.$Properties|null);

        /** NetworkState pageRequest. */
        pageRequest?: (earshot.PageRequest.$Properties|null);

        /** NetworkState page. */
        page?: (earshot.MemberPage.$Properties|null);

        /**
         * Creates a new NetworkState instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NetworkState instance
         */
        static create(properties: earshot.NetworkState.$Shape): earshot.NetworkState & earshot.NetworkState.$Shape;
        static create(properties?: earshot.NetworkState.$Properties): earshot.NetworkState;

        /**
         * Encodes the specified NetworkState message. Does not implicitly {@link earshot.NetworkState.verify|verify} messages.
         * @param message NetworkState message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.NetworkState.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NetworkState message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.NetworkState & earshot.NetworkState.$Shape} NetworkState
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.NetworkState & earshot.NetworkState.$Shape;
    }

    namespace NetworkState {

        /** Properties of a NetworkState. */
        interface $Properties {

            /** NetworkState onlineMembers */
            onlineMembers?: (string[]|null);

            /** NetworkState coordinators */
            coordinators?: (string[]|null);

            /** NetworkState timestamp */
            timestamp?: (number|null);

            /** NetworkState heartbeats */
            heartbeats?: (earshot.Signed.$Properties[]|null);

            /** NetworkState delta */
            delta?: (earshot.Signed.$Properties|null);

            /** NetworkState pageRequest */
            pageRequest?: (earshot.PageRequest.$Properties|null);

            /** NetworkState page */
            page?: (earshot.MemberPage.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NetworkState. */
        type $Shape = earshot.NetworkState.$Properties;
    }

    /**
     * Properties of a MemberDelta.
     * @deprecated Use earshot.MemberDelta.$Properties instead.
     */
    interface IMemberDelta extends earshot.MemberDelta.$Properties {
    }

    /** Represents a MemberDelta. */
    class MemberDelta {

        /**
         * Constructs a new MemberDelta.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.MemberDelta.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MemberDelta coordinator. */
        coordinator: Uint8Array;

        /** MemberDelta network. */
        network: Uint8Array;

        /** MemberDelta sequence. */
        sequence: number;

        /** MemberDelta at. */
        at: number;

        /** MemberDelta members. */
        members: number;

        /** MemberDelta digest. */
        digest: Uint8Array;

        /** MemberDelta joined. */
        joined: Uint8Array[];

        /** MemberDelta left. */
        left: Uint8Array[];

        /**
         * Creates a new MemberDelta instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MemberDelta instance
         */
        static create(properties: earshot.MemberDelta.$Shape): earshot.MemberDelta & earshot.MemberDelta.$Shape;
        static create(properties?: earshot.MemberDelta.$Properties): earshot.MemberDelta;

        /**
         * Encodes the specified MemberDelta message. Does not implicitly {@link earshot.MemberDelta.verify|verify} messages.
         * @param message MemberDelta message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.MemberDelta.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MemberDelta message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.MemberDelta & earshot.MemberDelta.$Shape} MemberDelta
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.MemberDelta & earshot.MemberDelta.$Shape;
    }

    namespace MemberDelta {

        /** Properties of a MemberDelta. */
        interface $Properties {

            /** MemberDelta coordinator */
            coordinator?: (Uint8Array|null);

            /** MemberDelta network */
            network?: (Uint8Array|null);

            /** MemberDelta sequence */
            sequence?: (number|null);

            /** MemberDelta at */
            at?: (number|null);

            /** MemberDelta members */
            members?: (number|null);

            /** MemberDelta digest */
            digest?: (Uint8Array|null);

            /** MemberDelta joined */
            joined?: (Uint8Array[]|null);

            /** MemberDelta left */
            left?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MemberDelta. */
        type $Shape = earshot.MemberDelta.$Properties;
    }

    /**
     * Properties of a PageRequest.
     * @deprecated Use earshot.PageRequest.$Properties instead.
     */
    interface IPageRequest extends earshot.PageRequest.$Properties {
    }

    /** Represents a PageRequest. */
    class PageRequest {

        /**
         * Constructs a new PageRequest.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.PageRequest.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PageRequest after. */
        after: Uint8Array;

        /**
         * Creates a new PageRequest instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PageRequest instance
         */
        static create(properties: earshot.PageRequest.$Shape): earshot.PageRequest & earshot.PageRequest.$Shape;
        static create(properties?: earshot.PageRequest.$Properties): earshot.PageRequest;

        /**
         * Encodes the specified PageRequest message. Does not implicitly {@link earshot.PageRequest.verify|verify} messages.
         * @param message PageRequest message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.PageRequest.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PageRequest message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.PageRequest & earshot.PageRequest.$Shape} PageRequest
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.PageRequest & earshot.PageRequest.$Shape;
    }

    namespace PageRequest {

        /** Properties of a PageRequest. */
        interface $Properties {

            /** PageRequest after */
            after?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PageRequest. */
        type $Shape = earshot.PageRequest.$Properties;
    }

    /**
     * Properties of a MemberPage.
     * @deprecated Use earshot.MemberPage.$Properties instead.
     */
    interface IMemberPage extends earshot.MemberPage.$Properties {
    }

    /** Represents a MemberPage. */
    class MemberPage {

        /**
         * Constructs a new MemberPage.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.MemberPage.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MemberPage sequence. */
        sequence: number;

        /** MemberPage members. */
        members: Uint8Array[];

        /** MemberPage more. */
        more: boolean;

        /**
         * Creates a new MemberPage instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MemberPage instance
         */
        static create(properties: earshot.MemberPage.$Shape): earshot.MemberPage & earshot.MemberPage.$Shape;
        static create(properties?: earshot.MemberPage.$Properties): earshot.MemberPage;

        /**
         * Encodes the specified MemberPage message. Does not implicitly {@link earshot.MemberPage.verify|verify} messages.
         * @param message MemberPage message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.MemberPage.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MemberPage message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.MemberPage & earshot.MemberPage.$Shape} MemberPage
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.MemberPage & earshot.MemberPage.$Shape;
    }

    namespace MemberPage {

        /** Properties of a MemberPage. */
        interface $Properties {

            /** MemberPage sequence */
            sequence?: (number|null);

            /** MemberPage members */
            members?: (Uint8Array[]|null);

            /** MemberPage more */
            more?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MemberPage. */
        type $Shape = earshot.MemberPage.$Properties;
    }

    /**
     * Properties of a Heartbeat.
     * @deprecated Use earshot.Heartbeat.$Properties instead.
     */
    interface IHeartbeat extends earshot.Heartbeat.$Properties {
    }

    /** Represents a Heartbeat. */
    class Heartbeat {

        /**
         * Constructs a new Heartbeat.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.Heartbeat.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** Heartbeat certificate. */
        certificate?: (earshot.Signed.$Properties|null);

        /** Heartbeat network. */
        network: Uint8Array;

        /** Heartbeat sequence. */
        sequence: number;

        /** Heartbeat at. */
        at: number;

        /** Heartbeat addresses. */
        addresses: Uint8Array[];

        /** Heartbeat leaving. */
        leaving: boolean;

        /** Heartbeat service. */
        service: earshot.Heartbeat.Service;

        /**
         * Creates a new Heartbeat instance using the specified properties.
         * @param [properties] Properties to set
         * @returns Heartbeat instance
         */
        static create(properties: earshot.Heartbeat.$Shape): earshot.Heartbeat & earshot.Heartbeat.$Shape;
        static create(properties?: earshot.Heartbeat.$Properties): earshot.Heartbeat;

        /**
         * Encodes the specified Heartbeat message. Does not implicitly {@link earshot.Heartbeat.verify|verify} messages.
         * @param message Heartbeat message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.Heartbeat.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a Heartbeat message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.Heartbeat & earshot.Heartbeat.$Shape} Heartbeat
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.Heartbeat & earshot.Heartbeat.$Shape;
    }

    namespace Heartbeat {

        /** Properties of a Heartbeat. */
        interface $Properties {

            /** Heartbeat certificate */
            certificate?: (earshot.Signed.$Properties|null);

            /** Heartbeat network */
            network?: (Uint8Array|null);

            /** Heartbeat sequence */
            sequence?: (number|null);

            /** Heartbeat at */
            at?: (number|null);

            /** Heartbeat addresses */
            addresses?: (Uint8Array[]|null);

            /** Heartbeat leaving */
            leaving?: (boolean|null);

            /** Heartbeat service */
            service?: (earshot.Heartbeat.Service|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a Heartbeat. */
        type $Shape = earshot.Heartbeat.$Properties;

        /** Service enum. */
        enum Service {

            /** NONE value */
            NONE = 0,

            /** ABLE value */
            ABLE = 1,

            /** ELECTED value */
            ELECTED = 2,

            /** VOLUNTEER value */
            VOLUNTEER = 3
        }
    }

    /**
     * Properties of a PeerQuery.
     * @deprecated Use earshot.PeerQuery.$Properties instead.
     */
    interface IPeerQuery extends earshot.PeerQuery.$Properties {
    }

    /** Represents a PeerQuery. */
    class PeerQuery {

        /**
         * Constructs a new PeerQuery.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.PeerQuery.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PeerQuery lookingForUserId. */
        lookingForUserId: string;

        /** PeerQuery requestId. */
        requestId: string;

        /** PeerQuery ttl. */
        ttl: number;

        /**
         * Creates a new PeerQuery instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PeerQuery instance
         */
        static create(properties: earshot.PeerQuery.$Shape): earshot.PeerQuery & earshot.PeerQuery.$Shape;
        static create(properties?: earshot.PeerQuery.$Properties): earshot.PeerQuery;

        /**
         * Encodes the specified PeerQuery message. Does not implicitly {@link earshot.PeerQuery.verify|verify} messages.
         * @param message PeerQuery message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.PeerQuery.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PeerQuery message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.PeerQuery & earshot.PeerQuery.$Shape} PeerQuery
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.PeerQuery & earshot.PeerQuery.$Shape;
    }

    namespace PeerQuery {

        /** Properties of a PeerQuery. */
        interface $Properties {

            /** PeerQuery lookingForUserId */
            lookingForUserId?: (string|null);

            /** PeerQuery requestId */
            requestId?: (string|null);

            /** PeerQuery ttl */
            ttl?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PeerQuery. */
        type $Shape = earshot.PeerQuery.$Properties;
    }

    /**
     * Properties of a PeerFound.
     * @deprecated Use earshot.PeerFound.$Properties instead.
     */
    interface IPeerFound extends earshot.PeerFound.$Properties {
    }

    /** Represents a PeerFound. */
    class PeerFound {

        /**
         * Constructs a new PeerFound.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.PeerFound.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PeerFound userId. */
        userId: string;

        /** PeerFound signalAddress. */
        signalAddress: string;

        /** PeerFound lastSeen. */
        lastSeen: number;

        /** PeerFound canRelay. */
        canRelay: boolean;

        /** PeerFound record. */
        record?: (earshot.Signed.$Properties|null);

        /**
         * Creates a new PeerFound instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PeerFound instance
         */
        static create(properties: earshot.PeerFound.$Shape): earshot.PeerFound & earshot.PeerFound.$Shape;
        static create(properties?: earshot.PeerFound.$Properties): earshot.PeerFound;

        /**
         * Encodes the specified PeerFound message. Does not implicitly {@link earshot.PeerFound.verify|verify} messages.
         * @param message PeerFound message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.PeerFound.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PeerFound message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.PeerFound & earshot.PeerFound.$Shape} PeerFound
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.PeerFound & earshot.PeerFound.$Shape;
    }

    namespace PeerFound {

        /** Properties of a PeerFound. */
        interface $Properties {

            /** PeerFound userId */
            userId?: (string|null);

            /** PeerFound signalAddress */
            signalAddress?: (string|null);

            /** PeerFound lastSeen */
            lastSeen?: (number|null);

            /** PeerFound canRelay */
            canRelay?: (boolean|null);

            /** PeerFound record */
            record?: (earshot.Signed.$Properties|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PeerFound. */
        type $Shape = earshot.PeerFound.$Properties;
    }

    /**
     * Properties of a QueryAnswer.
     * @deprecated Use earshot.QueryAnswer.$Properties instead.
     */
    interface IQueryAnswer extends earshot.QueryAnswer.$Properties {
    }

    /** Represents a QueryAnswer. */
    class QueryAnswer {

        /**
         * Constructs a new QueryAnswer.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.QueryAnswer.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** QueryAnswer requestId. */
        requestId: string;

        /** QueryAnswer found. */
        found: earshot.PeerFound.$Properties[];

        /**
         * Creates a new QueryAnswer instance using the specified properties.
         * @param [properties] Properties to set
         * @returns QueryAnswer instance
         */
        static create(properties: earshot.QueryAnswer.$Shape): earshot.QueryAnswer & earshot.QueryAnswer.$Shape;
        static create(properties?: earshot.QueryAnswer.$Properties): earshot.QueryAnswer;

        /**
         * Encodes the specified QueryAnswer message. Does not implicitly {@link earshot.QueryAnswer.verify|verify} messages.
         * @param message QueryAnswer message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.QueryAnswer.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a QueryAnswer message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.QueryAnswer & earshot.QueryAnswer.$Shape} QueryAnswer
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.QueryAnswer & earshot.QueryAnswer.$Shape;
    }

    namespace QueryAnswer {

        /** Properties of a QueryAnswer. */
        interface $Properties {

            /** QueryAnswer requestId */
            requestId?: (string|null);

            /** QueryAnswer found */
            found?: (earshot.PeerFound.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a QueryAnswer. */
        type $Shape = earshot.QueryAnswer.$Properties;
    }

    /**
     * Properties of an IdentityRecord.
     * @deprecated Use earshot.IdentityRecord.$Properties instead.
     */
    interface IIdentityRecord extends earshot.IdentityRecord.$Properties {
    }

    /** Represents an IdentityRecord. */
    class IdentityRecord {

        /**
         * Constructs a new IdentityRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.IdentityRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** IdentityRecord name. */
        name: string;

        /** IdentityRecord accountSeed. */
        accountSeed: Uint8Array;

        /** IdentityRecord deviceSeed. */
        deviceSeed: Uint8Array;

        /** IdentityRecord ratchetSecret. */
        ratchetSecret: Uint8Array;

        /** IdentityRecord deviceList. */
        deviceList?: (earshot.Signed.$Properties|null);

        /** IdentityRecord placementSecret. */
        placementSecret: Uint8Array;

        /** IdentityRecord descriptorKey. */
        descriptorKey: Uint8Array;

        /** IdentityRecord descriptorRevision. */
        descriptorRevision: number;

        /** IdentityRecord writerId. */
        writerId: Uint8Array;

        /**
         * Creates a new IdentityRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns IdentityRecord instance
         */
        static create(properties: earshot.IdentityRecord.$Shape): earshot.IdentityRecord & earshot.IdentityRecord.$Shape;
        static create(properties?: earshot.IdentityRecord.$Properties): earshot.IdentityRecord;

        /**
         * Encodes the specified IdentityRecord message. Does not implicitly {@link earshot.IdentityRecord.verify|verify} messages.
         * @param message IdentityRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.IdentityRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an IdentityRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.IdentityRecord & earshot.IdentityRecord.$Shape} IdentityRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.IdentityRecord & earshot.IdentityRecord.$Shape;
    }

    namespace IdentityRecord {

        /** Properties of an IdentityRecord. */
        interface $Properties {

            /** IdentityRecord name */
            name?: (string|null);

            /** IdentityRecord accountSeed */
            accountSeed?: (Uint8Array|null);

            /** IdentityRecord deviceSeed */
            deviceSeed?: (Uint8Array|null);

            /** IdentityRecord ratchetSecret */
            ratchetSecret?: (Uint8Array|null);

            /** IdentityRecord deviceList */
            deviceList?: (earshot.Signed.$Properties|null);

            /** IdentityRecord placementSecret */
            placementSecret?: (Uint8Array|null);

            /** IdentityRecord descriptorKey */
            descriptorKey?: (Uint8Array|null);

            /** IdentityRecord descriptorRevision */
            descriptorRevision?: (number|null);

            /** IdentityRecord writerId */
            writerId?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an IdentityRecord. */
        type $Shape = earshot.IdentityRecord.$Properties;
    }

    /**
     * Properties of a ContactRecord.
     * @deprecated Use earshot.ContactRecord.$Properties instead.
     */
    interface IContactRecord extends earshot.ContactRecord.$Properties {
    }

    /** Represents a ContactRecord. */
    class ContactRecord {

        /**
         * Constructs a new ContactRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.ContactRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ContactRecord account. */
        account: Uint8Array;

        /** ContactRecord name. */
        name: string;

        /** ContactRecord consent. */
        consent: earshot.ContactRecord.Consent;

        /** ContactRecord deviceList. */
        deviceList?: (earshot.Signed.$Properties|null);

        /** ContactRecord device. */
        device: Uint8Array;

        /** ContactRecord reach. */
        reach?: (earshot.Reachability.$Properties|null);

        /** ContactRecord depositSecret. */
        depositSecret: Uint8Array;

        /** ContactRecord invite. */
        invite?: (earshot.Signed.$Properties|null);

        /** ContactRecord since. */
        since: number;

        /** ContactRecord inviteUsed. */
        inviteUsed: boolean;

        /** ContactRecord leastSuite. */
        leastSuite: number;

        /** ContactRecord toldRevision. */
        toldRevision: number;

        /** ContactRecord conversation. */
        conversation?: (earshot.ConversationRecord.$Properties|null);

        /** ContactRecord contested. */
        contested?: (earshot.ContestedRecord.$Properties|null);

        /** ContactRecord unchecked. */
        unchecked?: (earshot.Reachability.$Properties|null);

        /** ContactRecord writerId. */
        writerId: Uint8Array;

        /** ContactRecord renewalBegun. */
        renewalBegun: number;

        /** ContactRecord renewalTaken. */
        renewalTaken: number;

        /** ContactRecord verified. */
        verified: number;

        /** ContactRecord disowned. */
        disowned: Uint8Array[];

        /** ContactRecord believed. */
        believed: number;

        /** ContactRecord doubted. */
        doubted: boolean;

        /**
         * Creates a new ContactRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ContactRecord instance
         */
        static create(properties: earshot.ContactRecord.$Shape): earshot.ContactRecord & earshot.ContactRecord.$Shape;
        static create(properties?: earshot.ContactRecord.$Properties): earshot.ContactRecord;

        /**
         * Encodes the specified ContactRecord message. Does not implicitly {@link earshot.ContactRecord.verify|verify} messages.
         * @param message ContactRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.ContactRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ContactRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.ContactRecord & earshot.ContactRecord.$Shape} ContactRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.ContactRecord & earshot.ContactRecord.$Shape;
    }

    namespace ContactRecord {

        /** Properties of a ContactRecord. */
        interface $Properties {

            /** ContactRecord account */
            account?: (Uint8Array|null);

            /** ContactRecord name */
            name?: (string|null);

            /** ContactRecord consent */
            consent?: (earshot.ContactRecord.Consent|null);

            /** ContactRecord deviceList */
            deviceList?: (earshot.Signed.$Properties|null);

            /** ContactRecord device */
            device?: (Uint8Array|null);

            /** ContactRecord reach */
            reach?: (earshot.Reachability.$Properties|null);

            /** ContactRecord depositSecret */
            depositSecret?: (Uint8Array|null);

            /** ContactRecord invite */
            invite?: (earshot.Signed.$Properties|null);

            /** ContactRecord since */
            since?: (number|null);

            /** ContactRecord inviteUsed */
            inviteUsed?: (boolean|null);

            /** ContactRecord leastSuite */
            leastSuite?: (number|null);

            /** ContactRecord toldRevision */
            toldRevision?: (number|null);

            /** ContactRecord conversation */
            conversation?: (earshot.ConversationRecord.$Properties|null);

            /** ContactRecord contested */
            contested?: (earshot.ContestedRecord.$Properties|null);

            /** ContactRecord unchecked */
            unchecked?: (earshot.Reachability.$Properties|null);

            /** ContactRecord writerId */
            writerId?: (Uint8Array|null);

            /** ContactRecord renewalBegun */
            renewalBegun?: (number|null);

            /** ContactRecord renewalTaken */
            renewalTaken?: (number|null);

            /** ContactRecord verified */
            verified?: (number|null);

            /** ContactRecord disowned */
            disowned?: (Uint8Array[]|null);

            /** ContactRecord believed */
            believed?: (number|null);

            /** ContactRecord doubted */
            doubted?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ContactRecord. */
        type $Shape = earshot.ContactRecord.$Properties;

        /** Consent enum. */
        enum Consent {

            /** REQUESTED value */
            REQUESTED = 0,

            /** ASKED value */
            ASKED = 1,

            /** ACCEPTED value */
            ACCEPTED = 2,

            /** REJECTED value */
            REJECTED = 3,

            /** BLOCKED value */
            BLOCKED = 4
        }
    }

    /**
     * Properties of a ContestedRecord.
     * @deprecated Use earshot.ContestedRecord.$Properties instead.
     */
    interface IContestedRecord extends earshot.ContestedRecord.$Properties {
    }

    /** Represents a ContestedRecord. */
    class ContestedRecord {

        /**
         * Constructs a new ContestedRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.ContestedRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ContestedRecord reach. */
        reach?: (earshot.Reachability.$Properties|null);

        /** ContestedRecord session. */
        session?: (earshot.SessionRecord.$Properties|null);

        /** ContestedRecord change. */
        change: earshot.ContestedRecord.Change;

        /**
         * Creates a new ContestedRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ContestedRecord instance
         */
        static create(properties: earshot.ContestedRecord.$Shape): earshot.ContestedRecord & earshot.ContestedRecord.$Shape;
        static create(properties?: earshot.ContestedRecord.$Properties): earshot.ContestedRecord;

        /**
         * Encodes the specified ContestedRecord message. Does not implicitly {@link earshot.ContestedRecord.verify|verify} messages.
         * @param message ContestedRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.ContestedRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ContestedRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.ContestedRecord & earshot.ContestedRecord.$Shape} ContestedRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.ContestedRecord & earshot.ContestedRecord.$Shape;
    }

    namespace ContestedRecord {

        /** Properties of a ContestedRecord. */
        interface $Properties {

            /** ContestedRecord reach */
            reach?: (earshot.Reachability.$Properties|null);

            /** ContestedRecord session */
            session?: (earshot.SessionRecord.$Properties|null);

            /** ContestedRecord change */
            change?: (earshot.ContestedRecord.Change|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ContestedRecord. */
        type $Shape = earshot.ContestedRecord.$Properties;

        /** Change enum. */
        enum Change {

            /** FORKED value */
            FORKED = 0,

            /** NEW_DEVICE value */
            NEW_DEVICE = 1
        }
    }

    /**
     * Properties of a ConversationRecord.
     * @deprecated Use earshot.ConversationRecord.$Properties instead.
     */
    interface IConversationRecord extends earshot.ConversationRecord.$Properties {
    }

    /** Represents a ConversationRecord. */
    class ConversationRecord {

        /**
         * Constructs a new ConversationRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.ConversationRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ConversationRecord counter. */
        counter: number;

        /** ConversationRecord lamport. */
        lamport: number;

        /** ConversationRecord heads. */
        heads: Uint8Array[];

        /** ConversationRecord writers. */
        writers: earshot.WriterRecord.$Properties[];

        /** ConversationRecord acknowledged. */
        acknowledged: number;

        /**
         * Creates a new ConversationRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ConversationRecord instance
         */
        static create(properties: earshot.ConversationRecord.$Shape): earshot.ConversationRecord & earshot.ConversationRecord.$Shape;
        static create(properties?: earshot.ConversationRecord.$Properties): earshot.ConversationRecord;

        /**
         * Encodes the specified ConversationRecord message. Does not implicitly {@link earshot.ConversationRecord.verify|verify} messages.
         * @param message ConversationRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.ConversationRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ConversationRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.ConversationRecord & earshot.ConversationRecord.$Shape} ConversationRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.ConversationRecord & earshot.ConversationRecord.$Shape;
    }

    namespace ConversationRecord {

        /** Properties of a ConversationRecord. */
        interface $Properties {

            /** ConversationRecord counter */
            counter?: (number|null);

            /** ConversationRecord lamport */
            lamport?: (number|null);

            /** ConversationRecord heads */
            heads?: (Uint8Array[]|null);

            /** ConversationRecord writers */
            writers?: (earshot.WriterRecord.$Properties[]|null);

            /** ConversationRecord acknowledged */
            acknowledged?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ConversationRecord. */
        type $Shape = earshot.ConversationRecord.$Properties;
    }

    /**
     * Properties of an OwnWriterRecord.
     * @deprecated Use earshot.OwnWriterRecord.$Properties instead.
     */
    interface IOwnWriterRecord extends earshot.OwnWriterRecord.$Properties {
    }

    /** Represents an OwnWriterRecord. */
    class OwnWriterRecord {

        /**
         * Constructs a new OwnWriterRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.OwnWriterRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OwnWriterRecord writerId. */
        writerId: Uint8Array;

        /** OwnWriterRecord former. */
        former: Uint8Array[];

        /** OwnWriterRecord since. */
        since: number;

        /**
         * Creates a new OwnWriterRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns OwnWriterRecord instance
         */
        static create(properties: earshot.OwnWriterRecord.$Shape): earshot.OwnWriterRecord & earshot.OwnWriterRecord.$Shape;
        static create(properties?: earshot.OwnWriterRecord.$Properties): earshot.OwnWriterRecord;

        /**
         * Encodes the specified OwnWriterRecord message. Does not implicitly {@link earshot.OwnWriterRecord.verify|verify} messages.
         * @param message OwnWriterRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.OwnWriterRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an OwnWriterRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.OwnWriterRecord & earshot.OwnWriterRecord.$Shape} OwnWriterRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.OwnWriterRecord & earshot.OwnWriterRecord.$Shape;
    }

    namespace OwnWriterRecord {

        /** Properties of an OwnWriterRecord. */
        interface $Properties {

            /** OwnWriterRecord writerId */
            writerId?: (Uint8Array|null);

            /** OwnWriterRecord former */
            former?: (Uint8Array[]|null);

            /** OwnWriterRecord since */
            since?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an OwnWriterRecord. */
        type $Shape = earshot.OwnWriterRecord.$Properties;
    }

    /**
     * Properties of a WriterRecord.
     * @deprecated Use earshot.WriterRecord.$Properties instead.
     */
    interface IWriterRecord extends earshot.WriterRecord.$Properties {
    }

    /** Represents a WriterRecord. */
    class WriterRecord {

        /**
         * Constructs a new WriterRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.WriterRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** WriterRecord device. */
        device: Uint8Array;

        /** WriterRecord writerId. */
        writerId: Uint8Array;

        /** WriterRecord contiguous. */
        contiguous: number;

        /** WriterRecord beyond. */
        beyond: number[];

        /** WriterRecord announced. */
        announced: number;

        /** WriterRecord hash. */
        hash: Uint8Array;

        /**
         * Creates a new WriterRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns WriterRecord instance
         */
        static create(properties: earshot.WriterRecord.$Shape): earshot.WriterRecord & earshot.WriterRecord.$Shape;
        static create(properties?: earshot.WriterRecord.$Properties): earshot.WriterRecord;

        /**
         * Encodes the specified WriterRecord message. Does not implicitly {@link earshot.WriterRecord.verify|verify} messages.
         * @param message WriterRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.WriterRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a WriterRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.WriterRecord & earshot.WriterRecord.$Shape} WriterRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.WriterRecord & earshot.WriterRecord.$Shape;
    }

    namespace WriterRecord {

        /** Properties of a WriterRecord. */
        interface $Properties {

            /** WriterRecord device */
            device?: (Uint8Array|null);

            /** WriterRecord writerId */
            writerId?: (Uint8Array|null);

            /** WriterRecord contiguous */
            contiguous?: (number|null);

            /** WriterRecord beyond */
            beyond?: (number[]|null);

            /** WriterRecord announced */
            announced?: (number|null);

            /** WriterRecord hash */
            hash?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a WriterRecord. */
        type $Shape = earshot.WriterRecord.$Properties;
    }

    /**
     * Properties of a HistoryRecord.
     * @deprecated Use earshot.HistoryRecord.$Properties instead.
     */
    interface IHistoryRecord extends earshot.HistoryRecord.$Properties {
    }

    /** Represents a HistoryRecord. */
    class HistoryRecord {

        /**
         * Constructs a new HistoryRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.HistoryRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HistoryRecord id. */
        id: Uint8Array;

        /** HistoryRecord author. */
        author: Uint8Array;

        /** HistoryRecord device. */
        device: Uint8Array;

        /** HistoryRecord writerId. */
        writerId: Uint8Array;

        /** HistoryRecord counter. */
        counter: number;

        /** HistoryRecord lamport. */
        lamport: number;

        /** HistoryRecord contentHash. */
        contentHash: Uint8Array;

        /** HistoryRecord created. */
        created: number;

        /** HistoryRecord text. */
        text: string;

        /** HistoryRecord state. */
        state: earshot.MessageState;

        /** HistoryRecord reason. */
        reason: string;

        /** HistoryRecord held. */
        held: number;

        /** HistoryRecord wanted. */
        wanted: number;

        /** HistoryRecord conflict. */
        conflict: boolean;

        /**
         * Creates a new HistoryRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HistoryRecord instance
         */
        static create(properties: earshot.HistoryRecord.$Shape): earshot.HistoryRecord & earshot.HistoryRecord.$Shape;
        static create(properties?: earshot.HistoryRecord.$Properties): earshot.HistoryRecord;

        /**
         * Encodes the specified HistoryRecord message. Does not implicitly {@link earshot.HistoryRecord.verify|verify} messages.
         * @param message HistoryRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.HistoryRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HistoryRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.HistoryRecord & earshot.HistoryRecord.$Shape} HistoryRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.HistoryRecord & earshot.HistoryRecord.$Shape;
    }

    namespace HistoryRecord {

        /** Properties of a HistoryRecord. */
        interface $Properties {

            /** HistoryRecord id */
            id?: (Uint8Array|null);

            /** HistoryRecord author */
            author?: (Uint8Array|null);

            /** HistoryRecord device */
            device?: (Uint8Array|null);

            /** HistoryRecord writerId */
            writerId?: (Uint8Array|null);

            /** HistoryRecord counter */
            counter?: (number|null);

            /** HistoryRecord lamport */
            lamport?: (number|null);

            /** HistoryRecord contentHash */
            contentHash?: (Uint8Array|null);

            /** HistoryRecord created */
            created?: (number|null);

            /** HistoryRecord text */
            text?: (string|null);

            /** HistoryRecord state */
            state?: (earshot.MessageState|null);

            /** HistoryRecord reason */
            reason?: (string|null);

            /** HistoryRecord held */
            held?: (number|null);

            /** HistoryRecord wanted */
            wanted?: (number|null);

            /** HistoryRecord conflict */
            conflict?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HistoryRecord. */
        type $Shape = earshot.HistoryRecord.$Properties;
    }

    /**
     * Properties of a ShownRecord.
     * @deprecated Use earshot.ShownRecord.$Properties instead.
     */
    interface IShownRecord extends earshot.ShownRecord.$Properties {
    }

    /** Represents a ShownRecord. */
    class ShownRecord {

        /**
         * Constructs a new ShownRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.ShownRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ShownRecord lamport. */
        lamport: number;

        /**
         * Creates a new ShownRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ShownRecord instance
         */
        static create(properties: earshot.ShownRecord.$Shape): earshot.ShownRecord & earshot.ShownRecord.$Shape;
        static create(properties?: earshot.ShownRecord.$Properties): earshot.ShownRecord;

        /**
         * Encodes the specified ShownRecord message. Does not implicitly {@link earshot.ShownRecord.verify|verify} messages.
         * @param message ShownRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.ShownRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ShownRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.ShownRecord & earshot.ShownRecord.$Shape} ShownRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.ShownRecord & earshot.ShownRecord.$Shape;
    }

    namespace ShownRecord {

        /** Properties of a ShownRecord. */
        interface $Properties {

            /** ShownRecord lamport */
            lamport?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ShownRecord. */
        type $Shape = earshot.ShownRecord.$Properties;
    }

    /** MessageState enum. */
    enum MessageState {

        /** QUEUED value */
        QUEUED = 0,

        /** STORED value */
        STORED = 1,

        /** DELIVERED value */
        DELIVERED = 2,

        /** FAILED value */
        FAILED = 3,

        /** RECEIVED value */
        RECEIVED = 4
    }

    /**
     * Properties of an OutboxRecord.
     * @deprecated Use earshot.OutboxRecord.$Properties instead.
     */
    interface IOutboxRecord extends earshot.OutboxRecord.$Properties {
    }

    /** Represents an OutboxRecord. */
    class OutboxRecord {

        /**
         * Constructs a new OutboxRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.OutboxRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OutboxRecord id. */
        id: Uint8Array;

        /** OutboxRecord account. */
        account: Uint8Array;

        /** OutboxRecord kind. */
        kind: earshot.OutboxRecord.Kind;

        /** OutboxRecord content. */
        content: Uint8Array;

        /** OutboxRecord sealed. */
        sealed: Uint8Array;

        /** OutboxRecord created. */
        created: number;

        /** OutboxRecord expires. */
        expires: number;

        /** OutboxRecord attempts. */
        attempts: number;

        /** OutboxRecord nextAttempt. */
        nextAttempt: number;

        /** OutboxRecord deposits. */
        deposits: earshot.DepositRecord.$Properties[];

        /** OutboxRecord lamport. */
        lamport: number;

        /** OutboxRecord acknowledges. */
        acknowledges: Uint8Array[];

        /** OutboxRecord device. */
        device: Uint8Array;

        /** OutboxRecord session. */
        session: Uint8Array;

        /** OutboxRecord sealAgainAt. */
        sealAgainAt: number;

        /** OutboxRecord handedOver. */
        handedOver: boolean;

        /** OutboxRecord sealedTo. */
        sealedTo: number;

        /**
         * Creates a new OutboxRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns OutboxRecord instance
         */
        static create(properties: earshot.OutboxRecord.$Shape): earshot.OutboxRecord & earshot.OutboxRecord.$Shape;
        static create(properties?: earshot.OutboxRecord.$Properties): earshot.OutboxRecord;

        /**
         * Encodes the specified OutboxRecord message. Does not implicitly {@link earshot.OutboxRecord.verify|verify} messages.
         * @param message OutboxRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.OutboxRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an OutboxRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.OutboxRecord & earshot.OutboxRecord.$Shape} OutboxRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.OutboxRecord & earshot.OutboxRecord.$Shape;
    }

    namespace OutboxRecord {

        /** Properties of an OutboxRecord. */
        interface $Properties {

            /** OutboxRecord id */
            id?: (Uint8Array|null);

            /** OutboxRecord account */
            account?: (Uint8Array|null);

            /** OutboxRecord kind */
            kind?: (earshot.OutboxRecord.Kind|null);

            /** OutboxRecord content */
            content?: (Uint8Array|null);

            /** OutboxRecord sealed */
            sealed?: (Uint8Array|null);

            /** OutboxRecord created */
            created?: (number|null);

            /** OutboxRecord expires */
            expires?: (number|null);

            /** OutboxRecord attempts */
            attempts?: (number|null);

            /** OutboxRecord nextAttempt */
            nextAttempt?: (number|null);

            /** OutboxRecord deposits */
            deposits?: (earshot.DepositRecord.$Properties[]|null);

            /** OutboxRecord lamport */
            lamport?: (number|null);

            /** OutboxRecord acknowledges */
            acknowledges?: (Uint8Array[]|null);

            /** OutboxRecord device */
            device?: (Uint8Array|null);

            /** OutboxRecord session */
            session?: (Uint8Array|null);

            /** OutboxRecord sealAgainAt */
            sealAgainAt?: (number|null);

            /** OutboxRecord handedOver */
            handedOver?: (boolean|null);

            /** OutboxRecord sealedTo */
            sealedTo?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an OutboxRecord. */
        type $Shape = earshot.OutboxRecord.$Properties;

        /** Kind enum. */
        enum Kind {

            /** REQUEST value */
            REQUEST = 0,

            /** ACCEPT value */
            ACCEPT = 1,

            /** DESCRIPTOR value */
            DESCRIPTOR = 2,

            /** MESSAGE value */
            MESSAGE = 3,

            /** ACKNOWLEDGEMENT value */
            ACKNOWLEDGEMENT = 4,

            /** RESUMPTION value */
            RESUMPTION = 5
        }
    }

    /**
     * Properties of a DepositRecord.
     * @deprecated Use earshot.DepositRecord.$Properties instead.
     */
    interface IDepositRecord extends earshot.DepositRecord.$Properties {
    }

    /** Represents a DepositRecord. */
    class DepositRecord {

        /**
         * Constructs a new DepositRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.DepositRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** DepositRecord mailbox. */
        mailbox: Uint8Array;

        /** DepositRecord nonce. */
        nonce: Uint8Array;

        /** DepositRecord heldUntil. */
        heldUntil: number;

        /** DepositRecord refused. */
        refused: boolean;

        /**
         * Creates a new DepositRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns DepositRecord instance
         */
        static create(properties: earshot.DepositRecord.$Shape): earshot.DepositRecord & earshot.DepositRecord.$Shape;
        static create(properties?: earshot.DepositRecord.$Properties): earshot.DepositRecord;

        /**
         * Encodes the specified DepositRecord message. Does not implicitly {@link earshot.DepositRecord.verify|verify} messages.
         * @param message DepositRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.DepositRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a DepositRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.DepositRecord & earshot.DepositRecord.$Shape} DepositRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.DepositRecord & earshot.DepositRecord.$Shape;
    }

    namespace DepositRecord {

        /** Properties of a DepositRecord. */
        interface $Properties {

            /** DepositRecord mailbox */
            mailbox?: (Uint8Array|null);

            /** DepositRecord nonce */
            nonce?: (Uint8Array|null);

            /** DepositRecord heldUntil */
            heldUntil?: (number|null);

            /** DepositRecord refused */
            refused?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a DepositRecord. */
        type $Shape = earshot.DepositRecord.$Properties;
    }

    /**
     * Properties of a SeenRecord.
     * @deprecated Use earshot.SeenRecord.$Properties instead.
     */
    interface ISeenRecord extends earshot.SeenRecord.$Properties {
    }

    /** Represents a SeenRecord. */
    class SeenRecord {

        /**
         * Constructs a new SeenRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.SeenRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SeenRecord envelope. */
        envelope: Uint8Array;

        /** SeenRecord at. */
        at: number;

        /** SeenRecord account. */
        account: Uint8Array;

        /** SeenRecord acknowledgement. */
        acknowledgement: Uint8Array;

        /**
         * Creates a new SeenRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SeenRecord instance
         */
        static create(properties: earshot.SeenRecord.$Shape): earshot.SeenRecord & earshot.SeenRecord.$Shape;
        static create(properties?: earshot.SeenRecord.$Properties): earshot.SeenRecord;

        /**
         * Encodes the specified SeenRecord message. Does not implicitly {@link earshot.SeenRecord.verify|verify} messages.
         * @param message SeenRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.SeenRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SeenRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.SeenRecord & earshot.SeenRecord.$Shape} SeenRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.SeenRecord & earshot.SeenRecord.$Shape;
    }

    namespace SeenRecord {

        /** Properties of a SeenRecord. */
        interface $Properties {

            /** SeenRecord envelope */
            envelope?: (Uint8Array|null);

            /** SeenRecord at */
            at?: (number|null);

            /** SeenRecord account */
            account?: (Uint8Array|null);

            /** SeenRecord acknowledgement */
            acknowledgement?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SeenRecord. */
        type $Shape = earshot.SeenRecord.$Properties;
    }

    /**
     * Properties of an AcknowledgementRecord.
     * @deprecated Use earshot.AcknowledgementRecord.$Properties instead.
     */
    interface IAcknowledgementRecord extends earshot.AcknowledgementRecord.$Properties {
    }

    /** Represents an AcknowledgementRecord. */
    class AcknowledgementRecord {

        /**
         * Constructs a new AcknowledgementRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.AcknowledgementRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** AcknowledgementRecord envelope. */
        envelope: Uint8Array;

        /** AcknowledgementRecord at. */
        at: number;

        /** AcknowledgementRecord session. */
        session: Uint8Array;

        /**
         * Creates a new AcknowledgementRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns AcknowledgementRecord instance
         */
        static create(properties: earshot.AcknowledgementRecord.$Shape): earshot.AcknowledgementRecord & earshot.AcknowledgementRecord.$Shape;
        static create(properties?: earshot.AcknowledgementRecord.$Properties): earshot.AcknowledgementRecord;

        /**
         * Encodes the specified AcknowledgementRecord message. Does not implicitly {@link earshot.AcknowledgementRecord.verify|verify} messages.
         * @param message AcknowledgementRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.AcknowledgementRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an AcknowledgementRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.AcknowledgementRecord & earshot.AcknowledgementRecord.$Shape} AcknowledgementRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.AcknowledgementRecord & earshot.AcknowledgementRecord.$Shape;
    }

    namespace AcknowledgementRecord {

        /** Properties of an AcknowledgementRecord. */
        interface $Properties {

            /** AcknowledgementRecord envelope */
            envelope?: (Uint8Array|null);

            /** AcknowledgementRecord at */
            at?: (number|null);

            /** AcknowledgementRecord session */
            session?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an AcknowledgementRecord. */
        type $Shape = earshot.AcknowledgementRecord.$Properties;
    }

    /**
     * Properties of an InviteRecord.
     * @deprecated Use earshot.InviteRecord.$Properties instead.
     */
    interface IInviteRecord extends earshot.InviteRecord.$Properties {
    }

    /** Represents an InviteRecord. */
    class InviteRecord {

        /**
         * Constructs a new InviteRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.InviteRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** InviteRecord invite. */
        invite?: (earshot.Signed.$Properties|null);

        /** InviteRecord uses. */
        uses: number;

        /** InviteRecord revoked. */
        revoked: boolean;

        /**
         * Creates a new InviteRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns InviteRecord instance
         */
        static create(properties: earshot.InviteRecord.$Shape): earshot.InviteRecord & earshot.InviteRecord.$Shape;
        static create(properties?: earshot.InviteRecord.$Properties): earshot.InviteRecord;

        /**
         * Encodes the specified InviteRecord message. Does not implicitly {@link earshot.InviteRecord.verify|verify} messages.
         * @param message InviteRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.InviteRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes an InviteRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.InviteRecord & earshot.InviteRecord.$Shape} InviteRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.InviteRecord & earshot.InviteRecord.$Shape;
    }

    namespace InviteRecord {

        /** Properties of an InviteRecord. */
        interface $Properties {

            /** InviteRecord invite */
            invite?: (earshot.Signed.$Properties|null);

            /** InviteRecord uses */
            uses?: (number|null);

            /** InviteRecord revoked */
            revoked?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of an InviteRecord. */
        type $Shape = earshot.InviteRecord.$Properties;
    }

    /**
     * Properties of a MailboxRecord.
     * @deprecated Use earshot.MailboxRecord.$Properties instead.
     */
    interface IMailboxRecord extends earshot.MailboxRecord.$Properties {
    }

    /** Represents a MailboxRecord. */
    class MailboxRecord {

        /**
         * Constructs a new MailboxRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.MailboxRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** MailboxRecord seed. */
        seed: Uint8Array;

        /** MailboxRecord coordinator. */
        coordinator: Uint8Array;

        /** MailboxRecord addresses. */
        addresses: string[];

        /** MailboxRecord requests. */
        requests: boolean;

        /** MailboxRecord incarnation. */
        incarnation: Uint8Array;

        /** MailboxRecord after. */
        after: number;

        /** MailboxRecord retired. */
        retired: number;

        /** MailboxRecord epochs. */
        epochs: Uint8Array[];

        /**
         * Creates a new MailboxRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns MailboxRecord instance
         */
        static create(properties: earshot.MailboxRecord.$Shape): earshot.MailboxRecord & earshot.MailboxRecord.$Shape;
        static create(properties?: earshot.MailboxRecord.$Properties): earshot.MailboxRecord;

        /**
         * Encodes the specified MailboxRecord message. Does not implicitly {@link earshot.MailboxRecord.verify|verify} messages.
         * @param message MailboxRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.MailboxRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a MailboxRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.MailboxRecord & earshot.MailboxRecord.$Shape} MailboxRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.MailboxRecord & earshot.MailboxRecord.$Shape;
    }

    namespace MailboxRecord {

        /** Properties of a MailboxRecord. */
        interface $Properties {

            /** MailboxRecord seed */
            seed?: (Uint8Array|null);

            /** MailboxRecord coordinator */
            coordinator?: (Uint8Array|null);

            /** MailboxRecord addresses */
            addresses?: (string[]|null);

            /** MailboxRecord requests */
            requests?: (boolean|null);

            /** MailboxRecord incarnation */
            incarnation?: (Uint8Array|null);

            /** MailboxRecord after */
            after?: (number|null);

            /** MailboxRecord retired */
            retired?: (number|null);

            /** MailboxRecord epochs */
            epochs?: (Uint8Array[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a MailboxRecord. */
        type $Shape = earshot.MailboxRecord.$Properties;
    }

    /**
     * Properties of a HostRecord.
     * @deprecated Use earshot.HostRecord.$Properties instead.
     */
    interface IHostRecord extends earshot.HostRecord.$Properties {
    }

    /** Represents a HostRecord. */
    class HostRecord {

        /**
         * Constructs a new HostRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.HostRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** HostRecord seed. */
        seed: Uint8Array;

        /** HostRecord certificate. */
        certificate: Uint8Array;

        /**
         * Creates a new HostRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns HostRecord instance
         */
        static create(properties: earshot.HostRecord.$Shape): earshot.HostRecord & earshot.HostRecord.$Shape;
        static create(properties?: earshot.HostRecord.$Properties): earshot.HostRecord;

        /**
         * Encodes the specified HostRecord message. Does not implicitly {@link earshot.HostRecord.verify|verify} messages.
         * @param message HostRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.HostRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a HostRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.HostRecord & earshot.HostRecord.$Shape} HostRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.HostRecord & earshot.HostRecord.$Shape;
    }

    namespace HostRecord {

        /** Properties of a HostRecord. */
        interface $Properties {

            /** HostRecord seed */
            seed?: (Uint8Array|null);

            /** HostRecord certificate */
            certificate?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a HostRecord. */
        type $Shape = earshot.HostRecord.$Properties;
    }

    /**
     * Properties of a PortsRecord.
     * @deprecated Use earshot.PortsRecord.$Properties instead.
     */
    interface IPortsRecord extends earshot.PortsRecord.$Properties {
    }

    /** Represents a PortsRecord. */
    class PortsRecord {

        /**
         * Constructs a new PortsRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.PortsRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PortsRecord ports. */
        ports: earshot.PortRecord.$Properties[];

        /**
         * Creates a new PortsRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PortsRecord instance
         */
        static create(properties: earshot.PortsRecord.$Shape): earshot.PortsRecord & earshot.PortsRecord.$Shape;
        static create(properties?: earshot.PortsRecord.$Properties): earshot.PortsRecord;

        /**
         * Encodes the specified PortsRecord message. Does not implicitly {@link earshot.PortsRecord.verify|verify} messages.
         * @param message PortsRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.PortsRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PortsRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.PortsRecord & earshot.PortsRecord.$Shape} PortsRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.PortsRecord & earshot.PortsRecord.$Shape;
    }

    namespace PortsRecord {

        /** Properties of a PortsRecord. */
        interface $Properties {

            /** PortsRecord ports */
            ports?: (earshot.PortRecord.$Properties[]|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PortsRecord. */
        type $Shape = earshot.PortsRecord.$Properties;
    }

    /**
     * Properties of a PortRecord.
     * @deprecated Use earshot.PortRecord.$Properties instead.
     */
    interface IPortRecord extends earshot.PortRecord.$Properties {
    }

    /** Represents a PortRecord. */
    class PortRecord {

        /**
         * Constructs a new PortRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.PortRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PortRecord listen. */
        listen: string;

        /** PortRecord port. */
        port: number;

        /**
         * Creates a new PortRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PortRecord instance
         */
        static create(properties: earshot.PortRecord.$Shape): earshot.PortRecord & earshot.PortRecord.$Shape;
        static create(properties?: earshot.PortRecord.$Properties): earshot.PortRecord;

        /**
         * Encodes the specified PortRecord message. Does not implicitly {@link earshot.PortRecord.verify|verify} messages.
         * @param message PortRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.PortRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PortRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.PortRecord & earshot.PortRecord.$Shape} PortRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.PortRecord & earshot.PortRecord.$Shape;
    }

    namespace PortRecord {

        /** Properties of a PortRecord. */
        interface $Properties {

            /** PortRecord listen */
            listen?: (string|null);

            /** PortRecord port */
            port?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PortRecord. */
        type $Shape = earshot.PortRecord.$Properties;
    }

    /**
     * Properties of a NetworkRecord.
     * @deprecated Use earshot.NetworkRecord.$Properties instead.
     */
    interface INetworkRecord extends earshot.NetworkRecord.$Properties {
    }

    /** Represents a NetworkRecord. */
    class NetworkRecord {

        /**
         * Constructs a new NetworkRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.NetworkRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** NetworkRecord name. */
        name: string;

        /** NetworkRecord secret. */
        secret: Uint8Array;

        /**
         * Creates a new NetworkRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns NetworkRecord instance
         */
        static create(properties: earshot.NetworkRecord.$Shape): earshot.NetworkRecord & earshot.NetworkRecord.$Shape;
        static create(properties?: earshot.NetworkRecord.$Properties): earshot.NetworkRecord;

        /**
         * Encodes the specified NetworkRecord message. Does not implicitly {@link earshot.NetworkRecord.verify|verify} messages.
         * @param message NetworkRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.NetworkRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a NetworkRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.NetworkRecord & earshot.NetworkRecord.$Shape} NetworkRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.NetworkRecord & earshot.NetworkRecord.$Shape;
    }

    namespace NetworkRecord {

        /** Properties of a NetworkRecord. */
        interface $Properties {

            /** NetworkRecord name */
            name?: (string|null);

            /** NetworkRecord secret */
            secret?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a NetworkRecord. */
        type $Shape = earshot.NetworkRecord.$Properties;
    }

    /**
     * Properties of a SessionRecord.
     * @deprecated Use earshot.SessionRecord.$Properties instead.
     */
    interface ISessionRecord extends earshot.SessionRecord.$Properties {
    }

    /** Represents a SessionRecord. */
    class SessionRecord {

        /**
         * Constructs a new SessionRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.SessionRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SessionRecord format. */
        format: number;

        /** SessionRecord version. */
        version: number;

        /** SessionRecord suite. */
        suite: number;

        /** SessionRecord id. */
        id: Uint8Array;

        /** SessionRecord created. */
        created: number;

        /** SessionRecord rank. */
        rank: number;

        /** SessionRecord associatedData. */
        associatedData: Uint8Array;

        /** SessionRecord rootKey. */
        rootKey: Uint8Array;

        /** SessionRecord ratchetSecret. */
        ratchetSecret: Uint8Array;

        /** SessionRecord ratchetKey. */
        ratchetKey: Uint8Array;

        /** SessionRecord peerRatchetKey. */
        peerRatchetKey: Uint8Array;

        /** SessionRecord sending. */
        sending?: (earshot.SendingChainRecord.$Properties|null);

        /** SessionRecord nextSendingHeaderKey. */
        nextSendingHeaderKey: Uint8Array;

        /** SessionRecord previousChainLength. */
        previousChainLength: number;

        /** SessionRecord nextReceivingHeaderKey. */
        nextReceivingHeaderKey: Uint8Array;

        /** SessionRecord receivingChainKey. */
        receivingChainKey: Uint8Array;

        /** SessionRecord receivingMessageNumber. */
        receivingMessageNumber: number;

        /** SessionRecord chains. */
        chains: earshot.ReceivingChainRecord.$Properties[];

        /** SessionRecord kem. */
        kem?: (earshot.KemRecord.$Properties|null);

        /** SessionRecord retired. */
        retired: boolean;

        /**
         * Creates a new SessionRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SessionRecord instance
         */
        static create(properties: earshot.SessionRecord.$Shape): earshot.SessionRecord & earshot.SessionRecord.$Shape;
        static create(properties?: earshot.SessionRecord.$Properties): earshot.SessionRecord;

        /**
         * Encodes the specified SessionRecord message. Does not implicitly {@link earshot.SessionRecord.verify|verify} messages.
         * @param message SessionRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.SessionRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SessionRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.SessionRecord & earshot.SessionRecord.$Shape} SessionRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.SessionRecord & earshot.SessionRecord.$Shape;
    }

    namespace SessionRecord {

        /** Properties of a SessionRecord. */
        interface $Properties {

            /** SessionRecord format */
            format?: (number|null);

            /** SessionRecord version */
            version?: (number|null);

            /** SessionRecord suite */
            suite?: (number|null);

            /** SessionRecord id */
            id?: (Uint8Array|null);

            /** SessionRecord created */
            created?: (number|null);

            /** SessionRecord rank */
            rank?: (number|null);

            /** SessionRecord associatedData */
            associatedData?: (Uint8Array|null);

            /** SessionRecord rootKey */
            rootKey?: (Uint8Array|null);

            /** SessionRecord ratchetSecret */
            ratchetSecret?: (Uint8Array|null);

            /** SessionRecord ratchetKey */
            ratchetKey?: (Uint8Array|null);

            /** SessionRecord peerRatchetKey */
            peerRatchetKey?: (Uint8Array|null);

            /** SessionRecord sending */
            sending?: (earshot.SendingChainRecord.$Properties|null);

            /** SessionRecord nextSendingHeaderKey */
            nextSendingHeaderKey?: (Uint8Array|null);

            /** SessionRecord previousChainLength */
            previousChainLength?: (number|null);

            /** SessionRecord nextReceivingHeaderKey */
            nextReceivingHeaderKey?: (Uint8Array|null);

            /** SessionRecord receivingChainKey */
            receivingChainKey?: (Uint8Array|null);

            /** SessionRecord receivingMessageNumber */
            receivingMessageNumber?: (number|null);

            /** SessionRecord chains */
            chains?: (earshot.ReceivingChainRecord.$Properties[]|null);

            /** SessionRecord kem */
            kem?: (earshot.KemRecord.$Properties|null);

            /** SessionRecord retired */
            retired?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SessionRecord. */
        type $Shape = earshot.SessionRecord.$Properties;
    }

    /**
     * Properties of a KemRecord.
     * @deprecated Use earshot.KemRecord.$Properties instead.
     */
    interface IKemRecord extends earshot.KemRecord.$Properties {
    }

    /** Represents a KemRecord. */
    class KemRecord {

        /**
         * Constructs a new KemRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.KemRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** KemRecord messages. */
        messages: number;

        /** KemRecord since. */
        since: number;

        /** KemRecord seed. */
        seed: Uint8Array;

        /** KemRecord offered. */
        offered: Uint8Array;

        /**
         * Creates a new KemRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns KemRecord instance
         */
        static create(properties: earshot.KemRecord.$Shape): earshot.KemRecord & earshot.KemRecord.$Shape;
        static create(properties?: earshot.KemRecord.$Properties): earshot.KemRecord;

        /**
         * Encodes the specified KemRecord message. Does not implicitly {@link earshot.KemRecord.verify|verify} messages.
         * @param message KemRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.KemRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a KemRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.KemRecord & earshot.KemRecord.$Shape} KemRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.KemRecord & earshot.KemRecord.$Shape;
    }

    namespace KemRecord {

        /** Properties of a KemRecord. */
        interface $Properties {

            /** KemRecord messages */
            messages?: (number|null);

            /** KemRecord since */
            since?: (number|null);

            /** KemRecord seed */
            seed?: (Uint8Array|null);

            /** KemRecord offered */
            offered?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a KemRecord. */
        type $Shape = earshot.KemRecord.$Properties;
    }

    /**
     * Properties of a SendingChainRecord.
     * @deprecated Use earshot.SendingChainRecord.$Properties instead.
     */
    interface ISendingChainRecord extends earshot.SendingChainRecord.$Properties {
    }

    /** Represents a SendingChainRecord. */
    class SendingChainRecord {

        /**
         * Constructs a new SendingChainRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.SendingChainRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SendingChainRecord chainKey. */
        chainKey: Uint8Array;

        /** SendingChainRecord headerKey. */
        headerKey: Uint8Array;

        /** SendingChainRecord messageNumber. */
        messageNumber: number;

        /** SendingChainRecord kem. */
        kem: Uint8Array;

        /**
         * Creates a new SendingChainRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SendingChainRecord instance
         */
        static create(properties: earshot.SendingChainRecord.$Shape): earshot.SendingChainRecord & earshot.SendingChainRecord.$Shape;
        static create(properties?: earshot.SendingChainRecord.$Properties): earshot.SendingChainRecord;

        /**
         * Encodes the specified SendingChainRecord message. Does not implicitly {@link earshot.SendingChainRecord.verify|verify} messages.
         * @param message SendingChainRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.SendingChainRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SendingChainRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.SendingChainRecord & earshot.SendingChainRecord.$Shape} SendingChainRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.SendingChainRecord & earshot.SendingChainRecord.$Shape;
    }

    namespace SendingChainRecord {

        /** Properties of a SendingChainRecord. */
        interface $Properties {

            /** SendingChainRecord chainKey */
            chainKey?: (Uint8Array|null);

            /** SendingChainRecord headerKey */
            headerKey?: (Uint8Array|null);

            /** SendingChainRecord messageNumber */
            messageNumber?: (number|null);

            /** SendingChainRecord kem */
            kem?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SendingChainRecord. */
        type $Shape = earshot.SendingChainRecord.$Properties;
    }

    /**
     * Properties of a ReceivingChainRecord.
     * @deprecated Use earshot.ReceivingChainRecord.$Properties instead.
     */
    interface IReceivingChainRecord extends earshot.ReceivingChainRecord.$Properties {
    }

    /** Represents a ReceivingChainRecord. */
    class ReceivingChainRecord {

        /**
         * Constructs a new ReceivingChainRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.ReceivingChainRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** ReceivingChainRecord number. */
        number: number;

        /** ReceivingChainRecord headerKey. */
        headerKey: Uint8Array;

        /**
         * Creates a new ReceivingChainRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns ReceivingChainRecord instance
         */
        static create(properties: earshot.ReceivingChainRecord.$Shape): earshot.ReceivingChainRecord & earshot.ReceivingChainRecord.$Shape;
        static create(properties?: earshot.ReceivingChainRecord.$Properties): earshot.ReceivingChainRecord;

        /**
         * Encodes the specified ReceivingChainRecord message. Does not implicitly {@link earshot.ReceivingChainRecord.verify|verify} messages.
         * @param message ReceivingChainRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.ReceivingChainRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a ReceivingChainRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.ReceivingChainRecord & earshot.ReceivingChainRecord.$Shape} ReceivingChainRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.ReceivingChainRecord & earshot.ReceivingChainRecord.$Shape;
    }

    namespace ReceivingChainRecord {

        /** Properties of a ReceivingChainRecord. */
        interface $Properties {

            /** ReceivingChainRecord number */
            number?: (number|null);

            /** ReceivingChainRecord headerKey */
            headerKey?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a ReceivingChainRecord. */
        type $Shape = earshot.ReceivingChainRecord.$Properties;
    }

    /**
     * Properties of a SkippedKeyRecord.
     * @deprecated Use earshot.SkippedKeyRecord.$Properties instead.
     */
    interface ISkippedKeyRecord extends earshot.SkippedKeyRecord.$Properties {
    }

    /** Represents a SkippedKeyRecord. */
    class SkippedKeyRecord {

        /**
         * Constructs a new SkippedKeyRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.SkippedKeyRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** SkippedKeyRecord format. */
        format: number;

        /** SkippedKeyRecord session. */
        session: Uint8Array;

        /** SkippedKeyRecord chain. */
        chain: number;

        /** SkippedKeyRecord messageNumber. */
        messageNumber: number;

        /** SkippedKeyRecord messageKey. */
        messageKey: Uint8Array;

        /** SkippedKeyRecord created. */
        created: number;

        /**
         * Creates a new SkippedKeyRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns SkippedKeyRecord instance
         */
        static create(properties: earshot.SkippedKeyRecord.$Shape): earshot.SkippedKeyRecord & earshot.SkippedKeyRecord.$Shape;
        static create(properties?: earshot.SkippedKeyRecord.$Properties): earshot.SkippedKeyRecord;

        /**
         * Encodes the specified SkippedKeyRecord message. Does not implicitly {@link earshot.SkippedKeyRecord.verify|verify} messages.
         * @param message SkippedKeyRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.SkippedKeyRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a SkippedKeyRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.SkippedKeyRecord & earshot.SkippedKeyRecord.$Shape} SkippedKeyRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.SkippedKeyRecord & earshot.SkippedKeyRecord.$Shape;
    }

    namespace SkippedKeyRecord {

        /** Properties of a SkippedKeyRecord. */
        interface $Properties {

            /** SkippedKeyRecord format */
            format?: (number|null);

            /** SkippedKeyRecord session */
            session?: (Uint8Array|null);

            /** SkippedKeyRecord chain */
            chain?: (number|null);

            /** SkippedKeyRecord messageNumber */
            messageNumber?: (number|null);

            /** SkippedKeyRecord messageKey */
            messageKey?: (Uint8Array|null);

            /** SkippedKeyRecord created */
            created?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a SkippedKeyRecord. */
        type $Shape = earshot.SkippedKeyRecord.$Properties;
    }

    /**
     * Properties of a PrekeyRecord.
     * @deprecated Use earshot.PrekeyRecord.$Properties instead.
     */
    interface IPrekeyRecord extends earshot.PrekeyRecord.$Properties {
    }

    /** Represents a PrekeyRecord. */
    class PrekeyRecord {

        /**
         * Constructs a new PrekeyRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.PrekeyRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** PrekeyRecord format. */
        format: number;

        /** PrekeyRecord signedPrekeyId. */
        signedPrekeyId: number;

        /** PrekeyRecord signedPrekeySecret. */
        signedPrekeySecret: Uint8Array;

        /** PrekeyRecord kemPrekeyId. */
        kemPrekeyId: number;

        /** PrekeyRecord kemPrekeySeed. */
        kemPrekeySeed: Uint8Array;

        /** PrekeyRecord requestSecret. */
        requestSecret: Uint8Array;

        /** PrekeyRecord created. */
        created: number;

        /**
         * Creates a new PrekeyRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns PrekeyRecord instance
         */
        static create(properties: earshot.PrekeyRecord.$Shape): earshot.PrekeyRecord & earshot.PrekeyRecord.$Shape;
        static create(properties?: earshot.PrekeyRecord.$Properties): earshot.PrekeyRecord;

        /**
         * Encodes the specified PrekeyRecord message. Does not implicitly {@link earshot.PrekeyRecord.verify|verify} messages.
         * @param message PrekeyRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.PrekeyRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a PrekeyRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.PrekeyRecord & earshot.PrekeyRecord.$Shape} PrekeyRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.PrekeyRecord & earshot.PrekeyRecord.$Shape;
    }

    namespace PrekeyRecord {

        /** Properties of a PrekeyRecord. */
        interface $Properties {

            /** PrekeyRecord format */
            format?: (number|null);

            /** PrekeyRecord signedPrekeyId */
            signedPrekeyId?: (number|null);

            /** PrekeyRecord signedPrekeySecret */
            signedPrekeySecret?: (Uint8Array|null);

            /** PrekeyRecord kemPrekeyId */
            kemPrekeyId?: (number|null);

            /** PrekeyRecord kemPrekeySeed */
            kemPrekeySeed?: (Uint8Array|null);

            /** PrekeyRecord requestSecret */
            requestSecret?: (Uint8Array|null);

            /** PrekeyRecord created */
            created?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a PrekeyRecord. */
        type $Shape = earshot.PrekeyRecord.$Properties;
    }

    /**
     * Properties of a OneTimePrekeyRecord.
     * @deprecated Use earshot.OneTimePrekeyRecord.$Properties instead.
     */
    interface IOneTimePrekeyRecord extends earshot.OneTimePrekeyRecord.$Properties {
    }

    /** Represents a OneTimePrekeyRecord. */
    class OneTimePrekeyRecord {

        /**
         * Constructs a new OneTimePrekeyRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.OneTimePrekeyRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** OneTimePrekeyRecord format. */
        format: number;

        /** OneTimePrekeyRecord id. */
        id: number;

        /** OneTimePrekeyRecord curveSecret. */
        curveSecret: Uint8Array;

        /** OneTimePrekeyRecord kemSeed. */
        kemSeed: Uint8Array;

        /** OneTimePrekeyRecord created. */
        created: number;

        /** OneTimePrekeyRecord mailbox. */
        mailbox: Uint8Array;

        /**
         * Creates a new OneTimePrekeyRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns OneTimePrekeyRecord instance
         */
        static create(properties: earshot.OneTimePrekeyRecord.$Shape): earshot.OneTimePrekeyRecord & earshot.OneTimePrekeyRecord.$Shape;
        static create(properties?: earshot.OneTimePrekeyRecord.$Properties): earshot.OneTimePrekeyRecord;

        /**
         * Encodes the specified OneTimePrekeyRecord message. Does not implicitly {@link earshot.OneTimePrekeyRecord.verify|verify} messages.
         * @param message OneTimePrekeyRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.OneTimePrekeyRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a OneTimePrekeyRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.OneTimePrekeyRecord & earshot.OneTimePrekeyRecord.$Shape} OneTimePrekeyRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.OneTimePrekeyRecord & earshot.OneTimePrekeyRecord.$Shape;
    }

    namespace OneTimePrekeyRecord {

        /** Properties of a OneTimePrekeyRecord. */
        interface $Properties {

            /** OneTimePrekeyRecord format */
            format?: (number|null);

            /** OneTimePrekeyRecord id */
            id?: (number|null);

            /** OneTimePrekeyRecord curveSecret */
            curveSecret?: (Uint8Array|null);

            /** OneTimePrekeyRecord kemSeed */
            kemSeed?: (Uint8Array|null);

            /** OneTimePrekeyRecord created */
            created?: (number|null);

            /** OneTimePrekeyRecord mailbox */
            mailbox?: (Uint8Array|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a OneTimePrekeyRecord. */
        type $Shape = earshot.OneTimePrekeyRecord.$Properties;
    }

    /**
     * Properties of a RouteRecord.
     * @deprecated Use earshot.RouteRecord.$Properties instead.
     */
    interface IRouteRecord extends earshot.RouteRecord.$Properties {
    }

    /** Represents a RouteRecord. */
    class RouteRecord {

        /**
         * Constructs a new RouteRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.RouteRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** RouteRecord userId. */
        userId: string;

        /** RouteRecord peerId. */
        peerId: string;

        /** RouteRecord addresses. */
        addresses: string[];

        /** RouteRecord lastSeen. */
        lastSeen: number;

        /** RouteRecord successPermille. */
        successPermille: number;

        /** RouteRecord path. */
        path: string;

        /** RouteRecord heard. */
        heard: boolean;

        /**
         * Creates a new RouteRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns RouteRecord instance
         */
        static create(properties: earshot.RouteRecord.$Shape): earshot.RouteRecord & earshot.RouteRecord.$Shape;
        static create(properties?: earshot.RouteRecord.$Properties): earshot.RouteRecord;

        /**
         * Encodes the specified RouteRecord message. Does not implicitly {@link earshot.RouteRecord.verify|verify} messages.
         * @param message RouteRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.RouteRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a RouteRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.RouteRecord & earshot.RouteRecord.$Shape} RouteRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.RouteRecord & earshot.RouteRecord.$Shape;
    }

    namespace RouteRecord {

        /** Properties of a RouteRecord. */
        interface $Properties {

            /** RouteRecord userId */
            userId?: (string|null);

            /** RouteRecord peerId */
            peerId?: (string|null);

            /** RouteRecord addresses */
            addresses?: (string[]|null);

            /** RouteRecord lastSeen */
            lastSeen?: (number|null);

            /** RouteRecord successPermille */
            successPermille?: (number|null);

            /** RouteRecord path */
            path?: (string|null);

            /** RouteRecord heard */
            heard?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a RouteRecord. */
        type $Shape = earshot.RouteRecord.$Properties;
    }

    /**
     * Properties of a CoordinatorRecord.
     * @deprecated Use earshot.CoordinatorRecord.$Properties instead.
     */
    interface ICoordinatorRecord extends earshot.CoordinatorRecord.$Properties {
    }

    /** Represents a CoordinatorRecord. */
    class CoordinatorRecord {

        /**
         * Constructs a new CoordinatorRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.CoordinatorRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** CoordinatorRecord peerId. */
        peerId: string;

        /** CoordinatorRecord addresses. */
        addresses: string[];

        /** CoordinatorRecord lastHeard. */
        lastHeard: number;

        /** CoordinatorRecord reachableSince. */
        reachableSince: number;

        /** CoordinatorRecord lastConnected. */
        lastConnected: number;

        /** CoordinatorRecord confirmed. */
        confirmed: boolean;

        /**
         * Creates a new CoordinatorRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns CoordinatorRecord instance
         */
        static create(properties: earshot.CoordinatorRecord.$Shape): earshot.CoordinatorRecord & earshot.CoordinatorRecord.$Shape;
        static create(properties?: earshot.CoordinatorRecord.$Properties): earshot.CoordinatorRecord;

        /**
         * Encodes the specified CoordinatorRecord message. Does not implicitly {@link earshot.CoordinatorRecord.verify|verify} messages.
         * @param message CoordinatorRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.CoordinatorRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a CoordinatorRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.CoordinatorRecord & earshot.CoordinatorRecord.$Shape} CoordinatorRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.CoordinatorRecord & earshot.CoordinatorRecord.$Shape;
    }

    namespace CoordinatorRecord {

        /** Properties of a CoordinatorRecord. */
        interface $Properties {

            /** CoordinatorRecord peerId */
            peerId?: (string|null);

            /** CoordinatorRecord addresses */
            addresses?: (string[]|null);

            /** CoordinatorRecord lastHeard */
            lastHeard?: (number|null);

            /** CoordinatorRecord reachableSince */
            reachableSince?: (number|null);

            /** CoordinatorRecord lastConnected */
            lastConnected?: (number|null);

            /** CoordinatorRecord confirmed */
            confirmed?: (boolean|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a CoordinatorRecord. */
        type $Shape = earshot.CoordinatorRecord.$Properties;
    }

    /**
     * Properties of a LookupRevisionRecord.
     * @deprecated Use earshot.LookupRevisionRecord.$Properties instead.
     */
    interface ILookupRevisionRecord extends earshot.LookupRevisionRecord.$Properties {
    }

    /** Represents a LookupRevisionRecord. */
    class LookupRevisionRecord {

        /**
         * Constructs a new LookupRevisionRecord.
         * @param [properties] Properties to set
         */
        constructor(properties?: earshot.LookupRevisionRecord.$Properties);

        /** Unknown fields preserved while decoding when enabled */
        $unknowns?: Uint8Array[];

        /** LookupRevisionRecord key. */
        key: Uint8Array;

        /** LookupRevisionRecord day. */
        day: number;

        /** LookupRevisionRecord revision. */
        revision: number;

        /**
         * Creates a new LookupRevisionRecord instance using the specified properties.
         * @param [properties] Properties to set
         * @returns LookupRevisionRecord instance
         */
        static create(properties: earshot.LookupRevisionRecord.$Shape): earshot.LookupRevisionRecord & earshot.LookupRevisionRecord.$Shape;
        static create(properties?: earshot.LookupRevisionRecord.$Properties): earshot.LookupRevisionRecord;

        /**
         * Encodes the specified LookupRevisionRecord message. Does not implicitly {@link earshot.LookupRevisionRecord.verify|verify} messages.
         * @param message LookupRevisionRecord message or plain object to encode
         * @param [writer] Writer to encode to
         * @returns Writer
         */
        static encode(message: earshot.LookupRevisionRecord.$Properties, writer?: $protobuf.Writer): $protobuf.Writer;

        /**
         * Decodes a LookupRevisionRecord message from the specified reader or buffer.
         * @param reader Reader or buffer to decode from
         * @param [length] Message length if known beforehand
         * @returns {earshot.LookupRevisionRecord & earshot.LookupRevisionRecord.$Shape} LookupRevisionRecord
         * @throws {Error} If the payload is not a reader or valid buffer
         * @throws {$protobuf.util.ProtocolError} If required fields are missing
         */
        static decode(reader: ($protobuf.Reader|Uint8Array), length?: number): earshot.LookupRevisionRecord & earshot.LookupRevisionRecord.$Shape;
    }

    namespace LookupRevisionRecord {

        /** Properties of a LookupRevisionRecord. */
        interface $Properties {

            /** LookupRevisionRecord key */
            key?: (Uint8Array|null);

            /** LookupRevisionRecord day */
            day?: (number|null);

            /** LookupRevisionRecord revision */
            revision?: (number|null);

            /** Unknown fields preserved while decoding when enabled */
            $unknowns?: Uint8Array[];
        }

        /** Shape of a LookupRevisionRecord. */
        type $Shape = earshot.LookupRevisionRecord.$Properties;
    }
}
