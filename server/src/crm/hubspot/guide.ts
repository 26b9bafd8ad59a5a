/** How to connect HubSpot. */
export const hubspotGuide = {
  en: `With a connected account (**Settings > Secrets > Connect HubSpot**), choose it in the form, save, press **Check the credentials**, and go on with step 5. With a token:

1. In HubSpot, open **Settings > Integrations > Private Apps** and create a private app named “Chatloom”.
2. Under **Scopes**, add \`crm.objects.contacts.read\`, \`crm.objects.contacts.write\`, \`crm.schemas.contacts.read\` and \`crm.lists.read\`.
3. Create the app and copy its **access token** into the form. Save, and press **Check the credentials**.
4. For changes at once: open the app's **Webhooks** tab, enter \`{{webhookUrl}}\`, and subscribe to *contact.creation* and *contact.propertyChange*. Copy the **client secret** of the app into the form. Without this, HubSpot is asked every minute.
5. Choose which fields are kept in step, look at the preview, and switch the exchange on.`,
  vi: `Với tài khoản đã kết nối (**Cài đặt > Bí mật > Kết nối HubSpot**), chọn nó trong biểu mẫu, lưu lại, bấm **Kiểm tra thông tin kết nối** rồi sang bước 5. Với token:

1. Trong HubSpot, mở **Settings > Integrations > Private Apps** và tạo một ứng dụng riêng tên “Chatloom”.
2. Ở mục **Scopes**, thêm \`crm.objects.contacts.read\`, \`crm.objects.contacts.write\`, \`crm.schemas.contacts.read\` và \`crm.lists.read\`.
3. Tạo ứng dụng rồi sao chép **access token** vào biểu mẫu. Lưu lại và bấm **Kiểm tra thông tin kết nối**.
4. Để nhận thay đổi ngay: mở thẻ **Webhooks** của ứng dụng, nhập \`{{webhookUrl}}\` và đăng ký *contact.creation* cùng *contact.propertyChange*. Sao chép **client secret** của ứng dụng vào biểu mẫu. Nếu không, HubSpot được hỏi mỗi phút.
5. Chọn các trường cần giữ đồng bộ, xem trước rồi bật trao đổi.`,
  bn: `যুক্ত অ্যাকাউন্ট থাকলে (**সেটিংস > গোপন তথ্য > HubSpot যুক্ত করুন**) ফর্মে সেটি বেছে নিন, সংরক্ষণ করে **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন, তারপর ধাপ 5-এ যান। টোকেন দিয়ে:

1. HubSpot-এ **Settings > Integrations > Private Apps** খুলে “Chatloom” নামে একটি প্রাইভেট অ্যাপ তৈরি করুন।
2. **Scopes**-এ \`crm.objects.contacts.read\`, \`crm.objects.contacts.write\`, \`crm.schemas.contacts.read\` ও \`crm.lists.read\` যোগ করুন।
3. অ্যাপ তৈরি করে তার **access token** কপি করে ফর্মে দিন। সংরক্ষণ করে **অ্যাক্সেস তথ্য যাচাই করুন** চাপুন।
4. পরিবর্তন সাথে সাথে পেতে: অ্যাপের **Webhooks** ট্যাবে \`{{webhookUrl}}\` লিখে *contact.creation* ও *contact.propertyChange* সাবস্ক্রাইব করুন। অ্যাপের **client secret** কপি করে ফর্মে দিন। এটি না থাকলে প্রতি মিনিটে HubSpot-কে জিজ্ঞেস করা হয়।
5. কোন ফিল্ডগুলো মিলিয়ে রাখা হবে বেছে নিন, প্রিভিউ দেখুন, আর আদান-প্রদান চালু করুন।`,
};
